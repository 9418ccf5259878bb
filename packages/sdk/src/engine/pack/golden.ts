/**
 * Golden texts. Their reference ids and vectors show whether the tokenizer and the backend give the same results here
 * as in training.
 */

import { ModelError } from './errors.ts'
import { GOLDEN_FILE } from './manifest.ts'
import type { Manifest } from './shape.ts'

/** A text with the ids and vectors that training computed with the bundle's weights. */
export interface GoldenText {
  readonly text: string
  /** With [CLS] and [SEP]. */
  readonly ids: readonly number[]
  /** The vector at depth 0. It isn't scaled to length 1. Empty if none of the text's tokens is known. */
  readonly table: readonly number[]
  /** The vector at depth 1, if the pack has it. */
  readonly vector: readonly number[]
}

const isList = (value: unknown, most: number, test: (item: unknown) => boolean) =>
  Array.isArray(value) && value.length > 0 && value.length <= most && value.every(test)

/** @throws ModelError `model-damaged` if texts, ids or vectors don't fit the manifest */
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
    // Invalid JSON is reported below, like any other mistake.
  }
  throw new ModelError('model-damaged', `${GOLDEN_FILE} must list 1 to 64 texts with their ids and vectors.`)
}

/** Lowest cosine between a row and its reference vector. */
export function lowestCosine(rows: ReadonlyArray<ArrayLike<number>>, wanted: ReadonlyArray<readonly number[]>): number {
  const cosines = wanted.map((vector, row) => {
    const own = rows[row] ?? []
    const dot = vector.reduce((sum, value, i) => sum + value * (own[i] ?? 0), 0)
    return dot / (Math.hypot(...vector) * Math.hypot(...Array.from(own)))
  })
  return Math.min(...cosines)
}

/** A vector is accepted if its cosine to the reference exceeds this value. */
export const GOLDEN_COSINE = 0.999
