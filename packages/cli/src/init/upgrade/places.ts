/** Finds places in texts that may be anything: whatever is in them, the time is linear. */

/** Most places in a text; what has more isn't written by people. */
export const MOST_PLACES = 20_000
/** Longest tag that is looked at, and longest address, in characters. */
const LONGEST_TAG = 4000
const LONGEST_ADDRESS = 300

/** Offsets of a part that isn't empty. */
export function placesOf(text: string, part: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(part); at >= 0 && places.length < MOST_PLACES; at = text.indexOf(part, at + part.length))
    places.push(at)
  return places
}

const BEFORE_ADDRESS = new Set(' \t\r\n\f"\'`<>()[]{},;=|\\')

/** The part of an address that ends at a place. */
export function baseBefore(text: string, at: number): string {
  let from = at
  while (from > 0 && at - from < LONGEST_ADDRESS && !BEFORE_ADDRESS.has(text[from - 1]!)) from--
  return text.slice(from, at)
}

export interface Region {
  readonly start: number
  readonly end: number
}

/** The tag around a place or, in a script, the braces around it: what says something of the same file. */
export function regionOf(text: string, at: number): Region {
  const from = Math.max(0, at - LONGEST_TAG)
  const before = text.slice(from, at)
  const tag = before.lastIndexOf('<')
  if (tag >= 0 && /^<(?:script|link)\b/i.test(before.slice(tag)) && !endOfTag(before.slice(tag)))
    return {
      start: from + tag,
      end: from + tag + (endOfTag(text.slice(from + tag, at + LONGEST_TAG)) || at - from - tag),
    }
  const open = before.lastIndexOf('{')
  const close = text.slice(at, at + LONGEST_TAG).indexOf('}')
  if (open < 0 || close < 0 || before.indexOf('}', open) >= 0) return lineOf(text, at)
  return { start: from + open, end: at + close }
}

/** Length of a tag at the start of a text; 0 if it doesn't end. A `>` in quotes doesn't end it. */
function endOfTag(text: string): number {
  return /^<(?:"[^"]*"|'[^']*'|[^"'>])*>/.exec(text)?.[0].length ?? 0
}

function lineOf(text: string, at: number): Region {
  const start = text.lastIndexOf('\n', at) + 1
  const end = text.indexOf('\n', at)
  return { start: Math.max(start, at - LONGEST_TAG), end: Math.min(end < 0 ? text.length : end, at + LONGEST_TAG) }
}
