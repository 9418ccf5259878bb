// @vitest-environment node
// Three hundred made-up readers of the demo: where sensitive stories stand, and whether what is said of places is true.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { readContent } from '../../../../demo/src/content.mjs'
import { interleave } from '../../../../demo/src/order.mjs'
import { sentence } from '../../../../elements/src/sentences/sentences.ts'
import { wordVectors } from '../../../src/ranking/features/word-vectors.ts'
import { rank } from '../../../src/ranking/rank.ts'
import { explain } from '../../../src/ranking/why/explain.ts'
import { type Demo, demoOf, READERS, visitOf } from '../../cases/demo-readers.ts'
import { falsehood, judged } from '../../cases/reason-judge.ts'
import { sample } from '../../sample.ts'

const TIERS = ['lexical', 'semantic'] as const
const path = (name: string) => fileURLToPath(new URL(`../../../../../${name}`, import.meta.url))
const readJson = (name: string) => JSON.parse(readFileSync(path(name), 'utf8'))
const everybody = Array.from({ length: READERS }, (_, reader) => reader)

let demo: Demo
beforeAll(() => {
  const stories = interleave(readContent(path('packages/demo/content')))
  const fixture: Record<string, string> = readJson('packages/sdk/test/fixtures/demo-vectors.json')
  const vectors = Object.entries(fixture).map(
    ([fingerprint, base64]) => [fingerprint, new Int8Array(Buffer.from(base64, 'base64'))] as const,
  )
  const items = stories.map(({ path, title, summary, topic, tags, published }) => ({
    id: path,
    title,
    summary,
    topic,
    tags,
    published,
  }))
  const precomputed = readFileSync(path('models/encoder-en/precomputed.json'), 'utf8')
  demo = demoOf(items, new Map(vectors), precomputed, readJson('models/ranker-ranklens/ranker.json'))
})

test('The stories’ vectors are those of their texts: `node scripts/proof/demo-readers.mjs` writes the fixture anew.', () => {
  expect(demo.candidates.filter(({ fingerprint }) => !demo.vectors.has(fingerprint)).map(({ id }) => id)).toEqual([])
})

test('No sensitive story stands higher than its place on the page, for any of the readers, by words or by vectors.', () => {
  const places = { sensitive: 0, moved: 0 }
  const readers = sample(everybody, 60)
  for (const reader of readers) {
    const { inputs } = visitOf(demo, reader)
    for (const tier of TIERS) {
      const { isSensitive, candidates, ...input } = inputs[tier]
      for (const { from, to } of rank({ isSensitive, candidates, ...input }).items) {
        if (!isSensitive!(candidates[from]!)) places.moved += Number(from !== to)
        else {
          places.sensitive++
          expect(to, `reader ${reader}, ${candidates[from]!.id}`).toBe(from)
        }
      }
    }
  }
  expect(places.sensitive).toBeGreaterThan(readers.length)
  expect(places.moved).toBeGreaterThan(10 * readers.length)
})

test('What a reason names, taken out by itself, moves the story as it says; a sentence names all of it, and no more.', () => {
  const said = new Map<string, number>()
  const visits = sample(everybody, 12).flatMap((reader) => TIERS.map((tier) => ({ reader, tier })))
  for (const { reader, tier } of visits) {
    const input = visitOf(demo, reader).inputs[tier]
    const { items } = rank(input)
    const sensitive = items.find(({ from }) => input.isSensitive!(input.candidates[from]!))!
    for (const { id } of new Set([...judged(items), sensitive])) {
      const { reason } = explain(input, id, { rank, readWords: wordVectors })!
      said.set(reason.why, (said.get(reason.why) ?? 0) + 1)
      expect(falsehood(input, id, reason), `reader ${reader}, ${tier}, ${id}: ${reason.why}`).toBeUndefined()
      if (reason.why === 'event') {
        const told = sentence(reason, { language: 'en', titleOf: ({ item }) => item, now: demo.now })
        expect(told.match(/“.*?”/g)?.sort()).toEqual(reason.events.map(({ item }) => `“${item}”`).sort())
      }
    }
  }
  for (const why of ['event', 'topic', 'popular', 'editors', 'mixed', 'read', 'sensitive'])
    expect(said.get(why), why).toBeGreaterThan(0)
}, 7_200_000)
