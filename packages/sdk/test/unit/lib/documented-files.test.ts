// @vitest-environment node
// Files that the documentation shows are files that pages take.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readExperiments } from '../../../src/measurement/experiments/read-experiments.ts'
import { checkRanker } from '../../../src/ranking/ranker.ts'

/** Blocks of JSON in a page of docs/ that have a key, parsed. */
function blocksOf(page: string, key: string) {
  const text = readFileSync(new URL(`../../../../../docs/${page}`, import.meta.url), 'utf8')
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
