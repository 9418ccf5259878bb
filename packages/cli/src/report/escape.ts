import { visibleLine } from '../terminal/visible.ts'

/** Escapes text for HTML elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/**
 * Puts a string of the report on a single line, with any control and bidi characters, which names may contain, shown as
 * escapes.
 */
export const oneLine = (text: string): string => visibleLine(text).replace(/\t/g, '\\t')
