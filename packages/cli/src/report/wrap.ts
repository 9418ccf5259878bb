/** Assumed terminal width, in columns. */
export const TERMINAL_WIDTH = 80

/**
 * Wraps a line at spaces.
 *
 * @param width maximum line width, in columns
 * @param lead prefix of the first line; later lines are indented by its length
 */
export function wrap(text: string, width: number, lead = ''): string {
  const indent = ' '.repeat(lead.length)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line && indent.length + line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  return [...lines, line].map((each, n) => (n ? indent : lead) + each).join('\n')
}
