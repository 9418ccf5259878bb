/** Reports a mistake in the site's code by throwing immediately, with a message that says what to write instead. */
export class InklingMisuse extends Error {
  override name = 'InklingMisuse'
}

/** Throws {@link InklingMisuse} unless `ok`. */
export function assertUsage(ok: unknown, sentence: string): asserts ok {
  if (!ok) throw new InklingMisuse(`inkling: ${sentence}`)
}
