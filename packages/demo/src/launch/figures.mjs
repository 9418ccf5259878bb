/** Figures of the launch page, read from the files in which the project keeps them. */
import { readFileSync } from 'node:fs'
import { VISITS } from '../../../sdk/bundles.mjs'

const read = (path) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')

export const { version } = JSON.parse(read('packages/sdk/package.json'))

/** Compressed bytes of each visit's scripts as measured, and the budget of everything that it loads. */
export function visits() {
  const sizes = JSON.parse(read('packages/sdk/sizes.json'))
  return VISITS.map(({ scripts, budget, model }) => ({
    scripts: scripts.reduce((sum, file) => sum + (sizes[file] ?? 0), 0),
    budget,
    model,
  }))
}

/** @returns the cells of the first row of a Markdown table whose line matches. @throws if there is none */
function cells(markdown, line) {
  const row = markdown.split('\n').find((each) => each.startsWith('|') && line.test(each))
  if (!row) throw new Error(`no row of a table matches ${line}`)
  return row.split('|').map((cell) => cell.trim().replaceAll('**', ''))
}

const NUMBER = /[−-]?\d*\.\d+/g
const numbers = (text) => text.match(NUMBER).map((figure) => Number(figure.replace('−', '-')))

/** Offline quality on RankLens, as nDCG@10 with its 95 % interval: [value, low, high]. */
function quality() {
  const card = read('models/ranker-ranklens/README.md')
  const value = (line) => numbers(cells(card, line)[3])
  return { popularity: value(/^\| popularity /), inkling: value(/^\| inkling-default /) }
}

/** Variety of the first ten places in a simulation: entropy of topics in bits, and the share of the catalogue shown. */
function variety() {
  const page = read('docs/proof/bubble.md')
  const row = (line) => cells(page, line).slice(2, 4).map(Number)
  return { editors: row(/^\| the editors’ order /), inkling: row(/^\| Inkling \|/) }
}

/** How many rows of a page's tables end in "passed", of how many that name a result. */
function results(page) {
  const rows = read(`docs/proof/${page}.md`)
    .split('\n')
    .filter((line) => /^\| .*\| *(?:passed|failed|skipped)/.test(line))
  const outcomes = rows
    .flatMap((row) => row.split('|').map((cell) => cell.trim()))
    .filter((cell) => /^(?:passed|failed)/.test(cell))
  return { passed: outcomes.filter((outcome) => outcome.startsWith('passed')).length, of: outcomes.length }
}

/** The last complete run of all tests. */
function run() {
  const { steps } = JSON.parse(read('docs/proof/report.json'))
  const all = Object.values(steps)
  const sum = (key) => all.reduce((total, step) => total + step[key], 0)
  return { passed: sum('passed'), failed: sum('failed') }
}

/** Figures whose file has changed its form are left out, and the build says so. */
export function proof() {
  const parts = { quality, variety, faults: () => results('promises'), pages: () => results('pages'), run }
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, part]) => {
      try {
        return [[name, part()]]
      } catch (error) {
        console.warn(`build: the launch page goes without "${name}": ${error.message}`)
        return []
      }
    }),
  )
}
