/** A developer's mistake: thrown at once, with a sentence that says what to write instead. */
export class InklingMisuse extends Error {
  override name = 'InklingMisuse'
}

/** Throws {@link InklingMisuse} unless `ok`. */
export function assertUsage(ok: unknown, sentence: string): asserts ok {
  if (!ok) throw new InklingMisuse(`inkling: ${sentence}`)
}
