/** Inkling's table without the rest: depth 0, in plain JavaScript on the page. */
import { loadTable } from '../../../src/engine/table/load-table.ts'

export async function openTable(base: string): Promise<(texts: readonly string[]) => Promise<Float32Array[]>> {
  const { embed } = await loadTable(new URL(base, location.href).href)
  // A text without a known word has no vector.
  return async (texts) => texts.map((text) => embed(text) ?? new Float32Array(128))
}
