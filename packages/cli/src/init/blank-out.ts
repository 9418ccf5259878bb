/** A kind of text that begins and ends with marks, such as a comment. */
export interface Span {
  /** Source of a regular expression without groups. */
  readonly open: string
  readonly close: RegExp
}

export const span = (open: string, close: string): Span => ({ open, close: new RegExp(close, 'g') })

const blank = (text: string) => text.replace(/[^\r\n]/g, ' ')

/**
 * Replaces spans with spaces, so that offsets stay the same. Takes linear time, also if a file begins a span a million
 * times and never ends it.
 */
export function blankOut(text: string, spans: readonly Span[]): string {
  const opening = new RegExp(spans.map(({ open }) => `(${open})`).join('|'), 'g')
  const endless = new Set<Span>()
  let kept = ''
  let from = 0
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const each = spans[found.slice(1).findIndex((group) => group !== undefined)]!
    if (endless.has(each)) continue
    each.close.lastIndex = opening.lastIndex
    if (!each.close.test(text)) {
      endless.add(each)
      continue
    }
    kept += text.slice(from, found.index) + blank(text.slice(found.index, each.close.lastIndex))
    from = opening.lastIndex = each.close.lastIndex
  }
  return kept + text.slice(from)
}
