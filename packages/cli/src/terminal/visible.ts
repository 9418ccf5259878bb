/**
 * Escapes terminal control and bidirectional characters as `\u001b`. Titles, ids and names come from pages, logs and
 * file names, and may contain any of them. JSON uses the same escapes, so the values in JSON output don't change.
 */

/**
 * C0 except line feed and tab, DEL, C1, bidirectional controls (Unicode's Bidi_Control), line and paragraph separators.
 */
const COMMANDS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are searched for
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** Escapes control characters, except line feeds and tabs. */
export const visible = (text: string): string =>
  text.replace(COMMANDS, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Also escapes line feeds, so that a name can't look like additional lines of a report. */
export const visibleLine = (text: string): string => visible(text).replace(/\n/g, '\\n')
