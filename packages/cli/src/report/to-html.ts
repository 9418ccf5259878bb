/** Renders a report as a single HTML page without scripts or external resources. All strings are escaped. */
import {
  type Block,
  type Cell,
  type Column,
  type Figure,
  type Findings,
  hasContent,
  hasPoints,
  headOf,
  type ReportDocument,
  type Table,
} from './document.ts'
import { dotPlot } from './dot-plot.ts'
import { escapeHtml, oneLine } from './escape.ts'
import { STYLE } from './style.ts'

export function toHtml({ lang, title, blocks }: ReportDocument): string {
  return `<!doctype html>
<html lang="${text(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1 id="title">${text(title)}</h1>
${new PageWriter().blocks(blocks, { level: 1, heading: { id: 'title', text: title } })}
</main>
</body>
</html>
`
}

const text = (said: string) => escapeHtml(oneLine(said))

/** The context of a block. */
interface Place {
  /** Level of the preceding heading, 1 to 6. */
  readonly level: number
  /** The preceding heading, used as the name of tables and figures that have no caption. */
  readonly heading: { readonly id: string; readonly text: string }
}

class PageWriter {
  #ids = 0

  blocks(blocks: readonly Block[], place: Place): string {
    const shown = blocks.filter(hasContent)
    return shown
      .map((block, n) => {
        const html = this.#block(block, place)
        // Adjacent figures share a row where the page is wide enough.
        const [before, after] = [shown[n - 1]?.kind, shown[n + 1]?.kind]
        const opens = block.kind === 'figure' && before !== 'figure' ? '<div class="figures">\n' : ''
        const closes = block.kind === 'figure' && after !== 'figure' ? '\n</div>' : ''
        return opens + html + closes
      })
      .join('\n')
  }

  #block(block: Block, place: Place): string {
    switch (block.kind) {
      case 'section': {
        const level = Math.min(6, place.level + 1)
        const heading = { id: this.#id('section'), text: block.title }
        const inside = this.blocks(block.blocks, { level, heading })
        return `<section>\n<h${level} id="${heading.id}">${text(block.title)}</h${level}>\n${inside}\n</section>`
      }
      case 'paragraph':
        return `<p>${text(block.text)}</p>`
      case 'list':
        return items(block.items)
      case 'table':
        return tableHtml(block, place)
      case 'figure':
        return this.#figure(block, place)
      case 'findings':
        return findingsHtml(block)
    }
  }

  #figure({ caption, plot, empty = '' }: Figure, { heading }: Place): string {
    const above = caption === undefined ? '' : `<figcaption>${text(caption)}</figcaption>`
    const drawn = hasPoints(plot) ? dotPlot(plot, this.#id('plot'), caption ?? heading.text) : `<p>${text(empty)}</p>`
    return `<figure>${above}${drawn}</figure>`
  }

  #id(name: string): string {
    return `${name}-${++this.#ids}`
  }
}

const items = (all: readonly string[], name = '') =>
  all.length ? `<ul${name && ` class="${name}"`}>${all.map((item) => `<li>${text(item)}</li>`).join('')}</ul>` : ''

function tableHtml({ caption, columns, rows, notes = [], empty = '' }: Table, { heading }: Place): string {
  const below = items(notes, 'notes')
  if (!rows.length)
    return `${caption === undefined ? '' : `<p class="caption">${text(caption)}</p>`}<p>${text(empty)}</p>${below}`
  const heads = columns.map((column) => `<th scope="col"${alignment(column)}>${text(headOf(column))}</th>`).join('')
  const lines = rows.map(([first = '', ...cells]) => {
    const others = cells.map((cell, n) => cellHtml(cell, columns[n + 1] ?? { head: '' })).join('')
    return `<tr><th scope="row">${content(first)}</th>${others}</tr>`
  })
  const named = caption === undefined ? ` aria-labelledby="${heading.id}"` : ''
  // A scrolling box must be reachable by keyboard. It is a group rather than a landmark, because a landmark's name
  // would be announced twice.
  return `<div class="wide" role="group" tabindex="0" aria-label="${text(caption ?? heading.text)}"><table${named}>${
    caption === undefined ? '' : `<caption>${text(caption)}</caption>`
  }<thead><tr>${heads}</tr></thead><tbody>
${lines.join('\n')}
</tbody></table></div>${below}`
}

const alignment = ({ numeric }: Column) => (numeric ? ' class="number"' : '')

const content = (cell: Cell) =>
  typeof cell === 'string' ? text(cell) : `<span>${text(cell.value)} <small>${text(cell.interval)}</small></span>`

/** On narrow pages, each cell is on its own line, preceded by its column's heading. */
const cellHtml = (cell: Cell, column: Column) =>
  `<td${alignment(column)} data-head="${text(headOf(column))}">${content(cell)}</td>`

function findingsHtml({ findings, labels }: Findings): string {
  const lines = findings.map(({ severity, subject, text: says, action, code }) => {
    const label = labels ? `<strong>${text(labels[severity])}</strong> ` : ''
    return `<li class="${severity}"><p>${label}${text(subject === undefined ? says : `${subject}: ${says}`)}</p>${
      action === undefined ? '' : `<p>${text(action)}</p>`
    }${code === undefined ? '' : `<pre><code>${code.split('\n').map(text).join('\n')}</code></pre>`}</li>`
  })
  return `<ul class="findings">${lines.join('\n')}</ul>`
}
