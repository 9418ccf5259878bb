import { visibleLine } from '../terminal/visible.ts'

/** Escapes text for HTML elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Makes a report's string a single line. Shows control and bidi characters, which names may contain, as escapes. */
export const oneLine = (text: string): string => visibleLine(text).replace(/\t/g, '\\t')
