import { createCoReading } from '../../ranking/co-reading.ts'
import type { CoReading } from '../../ranking/features/feature-input.ts'

const VERSION = 1
/** Permitted numbers of dimensions. */
const DIMENSIONS = { least: 8, most: 64 }

/**
 * Checks the file that `npx --no inkling together` writes.
 *
 * @returns the feature; it isn't the file, because only the fold-in reads the vectors
 * @throws TypeError that says why the file is invalid
 */
export function checkCoReading(value: unknown): CoReading {
  const { version, dimensions, items, vectors } = Object(value) as Readonly<Record<string, unknown>>
  const expectThat = (right: boolean, what: string) => {
    if (!right) throw new TypeError(what)
  }
  expectThat(version === VERSION, `\`version\` must be ${VERSION}: make the file again with this release's command`)
  const D = dimensions as number
  const { least, most } = DIMENSIONS
  expectThat(
    Number.isInteger(D) && D >= least && D <= most,
    `\`dimensions\` must be a whole number from ${least} to ${most}`,
  )
  expectThat(Array.isArray(items) && items.every((id) => typeof id === 'string'), '`items` must be a list of texts')
  const ids = items as readonly string[]
  const rows = new Map(ids.map((id, row) => [id, row]))
  expectThat(rows.size === ids.length, '`items` must not repeat an item')
  const steps = stepsOf(vectors)
  expectThat(steps?.length === ids.length * D, '`vectors` must be base64 with `dimensions` bytes for each item')
  return createCoReading({ dimensions: D, rows, steps: steps! })
}

/** Decodes base64 to signed bytes; undefined if it is none. */
function stepsOf(vectors: unknown): Int8Array | undefined {
  if (typeof vectors !== 'string') return undefined
  try {
    return Int8Array.from(atob(vectors), (byte) => byte.charCodeAt(0))
  } catch {
    return undefined
  }
}
