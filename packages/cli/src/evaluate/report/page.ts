/** What reports have in common as pages: without scripts, without anything from elsewhere, light or dark as the reader's system is. */
import { escapeHtml } from './escape.ts'

export const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1b22; --soft: #5b5966; --line: #d9d7e0; --one: #1a5fb4; --two: #a1440b }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16151b; --ink: #ecebf1; --soft: #aeacba; --line: #3a3845; --one: #8ab8ff; --two: #ffb27a }
}
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
h1 { line-height: 1.2; overflow-wrap: anywhere } h2 { margin-top: 2.5rem } figure { margin: 1rem 0 }
figcaption, caption { text-align: left; font-weight: 600; padding: .4rem 0 } .note { color: var(--soft) }
.wide { overflow-x: auto } .wide:focus-visible { outline: 2px solid var(--one) }
li, figcaption, caption { overflow-wrap: anywhere }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(34rem, 100%), 1fr)); gap: 1rem }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
tbody th, caption { overflow-wrap: anywhere }
th, td { padding: .25rem .8rem .25rem 0; text-align: left; border-bottom: 1px solid var(--line) } th { font-weight: 600 } td span { color: var(--soft) }
@media (max-width: 48rem) {
  body { padding: 1rem }
  table, caption, tbody, tr, tbody th, td { display: block } thead { display: block; position: absolute; left: 0; width: 1px; height: 1px; overflow: hidden }
  tbody th { max-width: none; border: 0; padding-top: .6rem }
  td { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; padding-right: 0 } td::before { content: attr(data-head) }
}
svg { display: block; width: 100%; min-width: 30rem; max-width: 60rem; height: auto; font: 12px system-ui, sans-serif }
svg text { fill: var(--ink) } svg .tick { fill: var(--soft) } svg .grid-line { stroke: var(--line) } svg .zero { stroke: var(--ink) }
svg .one { stroke: var(--one); fill: var(--one) } svg .two { stroke: var(--two); fill: var(--paper) }
`

/** What scrolls must be reachable with the keyboard. A group, and no landmark: a section has several of its name. */
export const scrolling = (label: string, content: string) =>
  `<div class="wide" role="group" tabindex="0" aria-label="${escapeHtml(label)}">${content}</div>`

export const list = (lines: readonly string[]) =>
  lines.length ? `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>` : ''

/** Nothing where there is nothing in it. */
export function section(title: string, content: string): string {
  return content ? `<section><h2>${escapeHtml(title)}</h2>\n${content}</section>` : ''
}

/** What stands before a cell on a narrow page, where each has a line of its own. */
export const headOf = (head = '') => ` data-head="${escapeHtml(head)}"`

/** @param rows the first cell of each is its head */
export function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (!rows.length) return ''
  const head = heads.map((each) => `<th scope="col">${escapeHtml(each)}</th>`).join('')
  const body = rows
    .map(([first = '', ...cells]) => {
      const others = cells.map((cell, i) => `<td${headOf(heads[i + 1])}>${escapeHtml(cell)}</td>`).join('')
      return `<tr><th scope="row">${escapeHtml(first)}</th>${others}</tr>`
    })
    .join('\n')
  return scrolling(caption, `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`)
}

/** What stands first of all: a sentence, or that there is none; then more of them. */
export function verdict(title: string, [first, ...more]: readonly string[], nothing: string): string {
  return section(
    title,
    `<div class="verdict${first === undefined ? ' none' : ''}"><p>${escapeHtml(first ?? nothing)}</p></div>\n${list(more)}`,
  )
}

const VERDICT_STYLE = `
p, ul { max-width: 48rem } .verdict { font-size: 1.15rem; border-left: .3rem solid var(--one); padding: .2rem 0 .2rem 1rem }
.verdict p, li { overflow-wrap: anywhere } .verdict.none { border-color: var(--two) } section + section { margin-top: 2rem }
th { white-space: normal; vertical-align: bottom } tbody th { max-width: 22rem; vertical-align: top }
@media (min-width: 48rem) { tbody th { min-width: 10rem } }
@media (max-width: 48rem) { tbody th { max-width: none } }
`

/** A whole page, of a report that begins with a verdict. */
export function pageOf(locale: string, title: string, sections: readonly string[]): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}${VERDICT_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${sections.filter(Boolean).join('\n')}
</main>
</body>
</html>
`
}
