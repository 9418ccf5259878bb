// @vitest-environment node
// Files shown in the documentation are valid, and tests that it names exist.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readExperiments } from '../../../src/measurement/experiments/read-experiments.ts'
import { checkRanker } from '../../../src/ranking/ranker.ts'

const root = new URL('../../../../../', import.meta.url)
const filesIn = (folder: string) => readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })

/** JSON blocks in a page of docs/ that have a key, parsed. */
function blocksOf(page: string, key: string) {
  const text = readFileSync(new URL(`docs/${page}`, root), 'utf8')
  const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => json!)
  return blocks.filter((json) => json.includes(`"${key}":`)).map((json) => JSON.parse(json))
}

test('Experiments, whole files and single ones.', () => {
  const blocks = blocksOf('analytics.md', 'arms')
  const files = blocks.filter(({ experiments }) => experiments)
  const singles = blocks.filter(({ arms }) => arms)
  expect([files.length, singles.length]).toEqual([1, 1])
  const read = readExperiments({ experiments: [...files[0].experiments, ...singles] })
  expect(read.map(({ name }) => name)).toEqual(['front', 'fitted', 'hero'])
  expect(read.at(-1)!.arms.map(({ slots }) => slots?.['hero'])).toEqual([
    [],
    ['trail-summer', 'trail-winter'],
    undefined,
  ])
})

test('A ranker with floors.', () => {
  const [ranker] = blocksOf('evaluate.md', 'floors')
  expect(checkRanker(ranker).holdFloors).toBeTypeOf('function')
})

test('Whatever test a page names is there, so that a reader can run it.', () => {
  const folders = [
    'packages/sdk/test',
    'packages/cli/test',
    'packages/elements/test',
    'packages/measure/test',
    'packages/demo/e2e',
    'packages/guides',
  ]
  const tests = folders.flatMap((folder) => filesIn(folder).map((file) => `/${folder}/${file.replaceAll('\\', '/')}`))
  const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...filesIn('docs').map((file) => `docs/${file}`)]
  const named = pages
    // Decision records describe the state of their day.
    .filter((page) => page.endsWith('.md') && !page.includes('decisions'))
    .flatMap((page) => [...readFileSync(new URL(page, root), 'utf8').matchAll(/[\w./-]+\.(?:test|spec)\.tsx?/g)])
    .map(([name]) => name.replace(/^[./]+/, ''))
  expect(named.length).toBeGreaterThan(100)
  expect([...new Set(named)].filter((name) => !tests.some((test) => test.endsWith(`/${name}`)))).toEqual([])
})
