/** Changes to files: texts inserted at places, and nothing else, so that they can be taken out again. */

export interface Insertion {
  /** Offset in the text before the change, in UTF-16 code units. */
  readonly at: number
  readonly text: string
}

/** A change to a file. */
export interface Change {
  /** Path below the site's folder, with `/`. */
  readonly path: string
  /** The text before; undefined for a new file. */
  readonly before: string | undefined
  readonly after: string
  /** Where the inserted texts are in the text after the change, in order. Empty for a new file. */
  readonly inserted: readonly Insertion[]
}

/** Inserts texts. Those at the same place keep their order. */
export function change(path: string, before: string, insertions: readonly Insertion[]): Change {
  let after = ''
  let from = 0
  const inserted: Insertion[] = []
  for (const { at, text } of [...insertions].sort((a, b) => a.at - b.at)) {
    after += before.slice(from, at)
    inserted.push({ at: after.length, text })
    after += text
    from = at
  }
  return { path, before, after: after + before.slice(from), inserted }
}

export const newFile = (path: string, text: string): Change => ({ path, before: undefined, after: text, inserted: [] })

/** Takes inserted texts out of a text; undefined if one of them isn't in its place. */
export function cut(text: string, inserted: readonly Insertion[]): string | undefined {
  let kept = ''
  let from = 0
  for (const each of inserted) {
    if (each.at < from || !text.startsWith(each.text, each.at)) return undefined
    kept += text.slice(from, each.at)
    from = each.at + each.text.length
  }
  return kept + text.slice(from)
}

/** The line ending that a text uses: that of its first line. */
export function endOfLine(text: string): '\n' | '\r\n' {
  return /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n'
}

/** The line ending and indentation before the line that follows a place, for lines inserted there. */
export function lineBreakAt(text: string, at: number): string {
  const next = /^[^\S\r\n]*\r?\n(?:[^\S\r\n]*\r?\n)*([^\S\r\n]*)\S/.exec(text.slice(at, at + 2000))
  return endOfLine(text) + (next?.[1] ?? '')
}
