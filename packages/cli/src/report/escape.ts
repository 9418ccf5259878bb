import { visibleLine } from '../terminal/visible.ts'

/** Text as HTML, in elements and in quoted attributes alike. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** A string of a report in one line. Names come from logs and pages: control and bidi characters are shown as escapes. */
export const oneLine = (text: string): string => visibleLine(text).replace(/\t/g, '\\t')
