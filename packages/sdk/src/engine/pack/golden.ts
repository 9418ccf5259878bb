/** Texts with the vectors that training has for them: what shows that ids and vectors come out the same here. */

import { ModelError } from './errors.ts'
import { GOLDEN_FILE } from './manifest.ts'
import type { Manifest } from './shape.ts'

/** A text, its ids, and its vectors as the training framework computes them from the very weights of the bundle. */
export interface GoldenText {
  readonly text: string
  /** With [CLS] and [SEP]. */
  readonly ids: readonly number[]
  /** Depth 0. Of any length: its direction counts. Without numbers where no piece of the text is known. */
  readonly table: readonly number[]
  /** Depth 1, where the pack has it. */
  readonly vector: readonly number[]
}

const isList = (value: unknown, most: number, test: (item: unknown) => boolean) =>
  Array.isArray(value) && value.length > 0 && value.length <= most && value.every(test)

/** @throws ModelError `model-damaged` when texts, ids or vectors aren't what the manifest says */
export function parseGolden(json: string, { table, transformer }: Manifest): GoldenText[] {
  const { vocabulary, output } = table
  const most = Math.max(table.maxTokens, transformer?.maxTokens ?? 0)
  const isVector = (value: unknown) => isList(value, output, Number.isFinite) && (value as unknown[]).length === output
  const isGolden = (value: unknown) => {
    const { text, ids, table, vector } = (value ?? {}) as Record<string, unknown>
    return (
      typeof text === 'string' &&
      isList(ids, most, (id) => Number.isInteger(id) && (id as number) >= 0 && (id as number) < vocabulary) &&
      (isVector(table) || (Array.isArray(table) && table.length === 0)) &&
      (!transformer || isVector(vector))
    )
  }
  try {
    const { texts } = JSON.parse(json) as { texts: unknown }
    if (isList(texts, 64, isGolden)) return texts as GoldenText[]
  } catch {
    // Not JSON at all: the same to whoever reads it.
  }
  throw new ModelError('model-damaged', `${GOLDEN_FILE} must list 1 to 64 texts with their ids and vectors.`)
}

/** Lowest cosine of rows to what they should be. */
export function lowestCosine(rows: ReadonlyArray<ArrayLike<number>>, wanted: ReadonlyArray<readonly number[]>): number {
  const cosines = wanted.map((vector, row) => {
    const own = rows[row] ?? []
    const dot = vector.reduce((sum, value, i) => sum + value * (own[i] ?? 0), 0)
    return dot / (Math.hypot(...vector) * Math.hypot(...Array.from(own)))
  })
  return Math.min(...cosines)
}

/** A vector whose cosine to the reference's is no more than this is another vector. */
export const GOLDEN_COSINE = 0.999
