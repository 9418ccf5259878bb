/**
 * Characters that command a terminal, or change the direction of a line, are shown as `\u001b`. Titles, ids and names come from pages,
 * logs and file names, and may hold any of them. The form is JSON's own: a text that is JSON stays JSON, with the same values.
 */

/** C0 without line feed and tab, DEL, C1, marks and overrides of direction (Unicode's Bidi_Control), line and paragraph separators. */
const COMMANDS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** A text that a terminal shows, and doesn't obey. Line feeds and tabs stay. */
export const visible = (text: string): string =>
  text.replace(COMMANDS, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The same in one line: for names that could otherwise pretend to be further lines of a report. */
export const visibleLine = (text: string): string => visible(text).replace(/\n/g, '\\n')
