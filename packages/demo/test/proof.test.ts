// @vitest-environment node
// The page of proofs names only files that exist, and a figure that is missing fails the build with its file.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readFigures } from '../src/proof/figures.mjs'
import { addressOf, proofFiles } from '../src/proof/files.mjs'
import { proofPages, speechWith } from '../src/proof/page.mjs'
import { groups, promises } from '../src/proof/promises.mjs'
import { behind, rivals } from '../src/proof/rivals.mjs'
import { texts } from '../src/proof/texts.mjs'

const root = new URL('../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

const pages = new Map(proofPages({ url: 'https://example.org' }))

test('Every promise has a test, a source and a command; each of its files exists and is served.', () => {
  const copies = proofFiles()
  for (const { claim, group, tests, from, run } of promises) {
    expect(Object.keys(groups), claim[0]).toContain(group)
    expect(tests.length, claim[0]).toBeGreaterThan(0)
    expect(run, claim[0]).toMatch(/^(?:INKLING_FULL=1 )?(?:npx|npm|node) /)
    // Playwright would take the files after `--project NAME` for names of projects.
    expect(run).not.toMatch(/playwright.*--project /)
    for (const path of [...tests, ...from]) {
      expect(existsSync(new URL(path, root)), path).toBe(true)
      const address = addressOf(path)
      if (!address.startsWith('/docs/')) expect([...copies.keys()]).toContain(address.slice(1))
    }
  }
})

test('Files and scripts that commands name exist.', () => {
  const named = promises.flatMap(({ run }) => run.match(/(?:packages|scripts|models)\/[\w./-]+/g) ?? [])
  expect(named.length).toBeGreaterThan(5)
  for (const path of named) expect(existsSync(new URL(path, root)), path).toBe(true)
})

test('Both languages have every promise, and no placeholder is left.', () => {
  expect([...pages.keys()]).toEqual(['proof/index.html', 'ru/proof/index.html'])
  for (const [path, html] of pages) {
    expect(html.match(/<li class="promise">/g), path).toHaveLength(promises.length)
    expect(html, path).not.toMatch(/undefined|NaN|>[^<]*\{\w+\}/)
    expect(html, path).not.toMatch(/<script/)
  }
  for (const pair of Object.values(texts)) expect(pair).toHaveLength(2)
})

test.each([
  ['docs/proof/fuzz.md', 'slowest, ms'],
  ['models/ranker-ranklens/README.md', 'without repeats'],
  ['docs/proof/audiences.md', 'picked by'],
  ['docs/privacy.md', 'even odds become at most'],
  ['models/encoder-fr/README.md', 'from word stems alone'],
  ['docs/proof/consent.md', '| source |'],
])('Without its table, %s is named with what is expected.', (file, words) => {
  const without = (path: string) => (path === file ? read(path).replaceAll(words, '| other |') : read(path))
  expect(() => readFigures(without)).toThrow(file)
  expect(() => readFigures(without)).toThrow(/expected/)
})

test('Texts around a table may be reworded.', () => {
  const reworded = (path: string) =>
    path.endsWith('.md')
      ? read(path).replace(/^(?![|<#]).*[a-z].*$/gm, 'Another sentence with 17 figures.')
      : read(path)
  expect(readFigures(reworded)).toEqual(readFigures())
})

test('What failed or was skipped in the last run is on the page.', () => {
  const figures = readFigures()
  const html = pages.get('proof/index.html')!
  const short = html.slice(html.indexOf('id="short"'))
  for (const { name } of figures.steps.filter(({ failed }) => failed)) expect(short).toContain(name)
  for (const [name, goal, reached] of figures.goals) if (reached < goal) expect(short).toContain(name)
})

describe('Beside other libraries', () => {
  const row = (way: string, median: number, ratio?: object) => ({ way, median, ...(ratio && { ratio }) })
  const found = {
    rounds: 4,
    measures: {
      line: {
        unit: 'ms',
        rows: [
          row('plain', 1),
          row('inkling', 1700),
          row('table', 900, { value: 0.5, low: 0.4, high: 0.6 }),
          row('transformers', 30_300, { value: 17.8, low: 17, high: 19 }),
        ],
      },
      some: { unit: 'ms', rows: [row('engine', 90), row('ort', 45, { value: 0.5, low: 0.4, high: 0.6 })] },
    },
    quality: { figures: { table: 0.78, transformers: 0.82 } },
    consent: [{ name: 'PostHog', bytes: 102_400, stored: 5 }],
  }

  test.each(['en', 'ru'])('A run is drawn and judged on both pages: %s', (language) => {
    const html = rivals(found, speechWith(language))
    expect(html).not.toMatch(/undefined|NaN|>[^<]*\{\w+\}/)
    expect(html).toMatch(language === 'en' ? /30,300 ms/ : /30\s300 мс/)
    expect(html).toMatch(/0[.,]82/)
    expect(html).not.toContain('plain')
  })

  test('A rival that is ahead falls short; a part of Inkling doesn’t.', () => {
    const lines = behind(found, speechWith('en'))
    expect(lines).toHaveLength(1)
    expect(lines[0]!.text).toMatch(/^48 new texts.*onnxruntime-web.* 0.50 times/)
  })

  test('Without a run, the pages have no such section.', () => {
    for (const html of pages.values()) expect(html.includes('id="rivals"')).toBe(readFigures().rivals !== undefined)
  })
})
