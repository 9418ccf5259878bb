import type { CheckReport, Finding, Sources } from './report.ts'

const TITLES = { error: 'Errors: this will not be ordered', warning: 'Warnings', note: 'Notes' } as const

/** Wraps text at spaces. @param width in columns, including the indent */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ')) {
      if (line && indent.length + line.length + 1 + word.length > width) {
        lines.push(line)
        line = word
      } else line = line ? `${line} ${word}` : word
    }
    lines.push(line)
  }
  return lines.map((line) => indent + line).join('\n')
}

const fromWhere = (sources: Sources): string =>
  Object.entries(sources)
    .map(([source, number], _, { length }) => (length > 1 ? `${source} (${number})` : source))
    .join(', ') || 'nowhere'

/** What was found, one line each. */
export function foundLines({ lists, slots, page }: CheckReport): string[] {
  const lines = lists.map(
    ({ name, at, items, fixed, from, reach }) =>
      `List “${name}” (${at}): ${items.length} ${items.length === 1 ? 'item' : 'items'}, ${fixed} fixed. ` +
      `Ids from ${fromWhere(from.id)}; titles from ${fromWhere(from.title)}; topics from ${fromWhere(from.topic)}; dates from ${fromWhere(from.published)}. ` +
      `Ranked by ${reach.tier === 'lexical' ? 'words, topics and authors alone' : 'the model'}, because ${reach.why}.`,
  )
  for (const { name, at, creatives } of slots)
    lines.push(`Slot “${name}” (${at}): ${creatives.length ? creatives.join(', ') : 'no creatives'}.`)
  if (page)
    lines.push(`The page is an item by ${page.by}: “${page.item.title}”, id ${page.item.id}, read in ${page.at}.`)
  return lines
}

/** A finding's message, followed by the markup to write. */
export function findingText({ message, write }: Finding, width: number): string {
  // Markup is meant to be copied, so it isn't wrapped.
  const markup = write ? `\n${write.replace(/^/gm, '      ')}` : ''
  return `${wrap(`- ${message}`, width - 2, '  ').replace(/\n {2}/g, '\n    ')}${markup}`
}

/** The report as plain text. @param width in columns */
export function reportText(report: CheckReport, width = 80): string {
  const parts = [
    `Found\n${
      foundLines(report)
        .map((line) => wrap(`- ${line}`, width - 2, '  ').replace(/\n {2}/g, '\n    '))
        .join('\n') || '  Nothing.'
    }`,
  ]
  for (const severity of ['error', 'warning', 'note'] as const) {
    const some = report.findings.filter((finding) => finding.severity === severity)
    if (some.length) parts.push(`${TITLES[severity]}\n${some.map((finding) => findingText(finding, width)).join('\n')}`)
  }
  return `${parts.join('\n\n')}\n`
}
