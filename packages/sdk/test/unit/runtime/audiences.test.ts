// From what is stored to what a page's scripts are told.

import { beforeEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../../src/client/option-table.ts'
import { quantise } from '../../../src/content/quantise.ts'
import { InklingMisuse } from '../../../src/lib/errors/assert-usage.ts'
import type { InklingOptions } from '../../../src/options.ts'
import { audienceFits, audiences, segments } from '../../../src/runtime/audiences/audiences.ts'
import type { HasExperiments } from '../../../src/runtime/interfaces/page-experiments.ts'
import { Scorer } from '../../../src/runtime/ranking/scorer.ts'
import type { AudienceContext } from '../../../src/types/bundles.ts'
import type { ItemContent, ReaderEvent, StoredVector } from '../../../src/types.ts'
import { SENSITIVE_VECTOR } from '../../cases/audiences.ts'
import { content, event } from '../ranking/make.ts'

const WIDTH = 32
const TOPICS = ['running', 'bread', 'moons', 'chess']

/** About a topic, and about itself. */
const vectorOf = (topic: number, own: number): StoredVector =>
  quantise(Float32Array.from({ length: WIDTH }, (_, d) => (d === topic ? 1 : 0) + (d === 4 + (own % 28) ? 0.4 : 0)))

const ITEMS = Array.from({ length: 60 }, (_, n) => content(`/${n}`, { topic: TOPICS[n % 4]! }))
const PHRASES = { runners: 'people planning a first marathon', bakers: 'people who bake at home' }

/** A reader who was shown all of these, and opened what is about running. */
function page(
  options: InklingOptions = { audienceShare: 0.1 },
  more: { events?: ReaderEvent[]; consent?: object } = {},
) {
  const vectors = new Map(ITEMS.map(({ fingerprint }, n) => [fingerprint, vectorOf(n % 4, n)]))
  const at = Date.now()
  const events = ITEMS.flatMap((item, n) => [
    event('impression', item, { at: at - 2000 }),
    ...(n % 4 === 0 && n < 40 ? [event('click', item, { at: at - 1000 })] : []),
  ])
  const items = new Map<string, ItemContent>(ITEMS.map((item) => [item.id, item]))
  const store = {
    events: more.events ?? events,
    items,
    vectors,
    putItems: vi.fn(async (some: readonly ItemContent[]) => {
      for (const each of some) items.set(each.id, each)
    }),
  }
  const context = {
    grant: {
      options: resolveOptions(options),
      consent: { content: true, creatives: true, ...more.consent },
      signal: new AbortController().signal,
    },
    store,
    opened: Promise.resolve(store),
    // As the embedder: what is kept and has no vector gets one.
    prepare: vi.fn(async () => {
      for (const { id, text, fingerprint } of items.values())
        if (id.startsWith('inkling:audience/')) vectors.set(fingerprint, vectorOf(text === PHRASES.runners ? 0 : 1, 0))
    }),
  } as unknown as AudienceContext & HasExperiments
  return Object.assign(context, { scorer: new Scorer(context) })
}
const told = async (context: AudienceContext, named?: readonly string[]) =>
  Object.fromEntries((await audiences(context, named)).map(({ audience, is }) => [audience, is]))

beforeEach(() => {
  document.body.innerHTML = ''
})

test('A reader belongs to what they open more of than chance would have it, and to no other.', async () => {
  const context = page()
  expect(await told(context, Object.values(PHRASES))).toEqual({ [PHRASES.runners]: 'member', [PHRASES.bakers]: 'not' })
  // Phrases are no items of a list: what the first paint needs doesn't have them (snapshot-writer.ts).
  expect([...context.store!.items.keys()].filter((id) => !id.startsWith('/'))).toEqual(
    Object.values(PHRASES).map((phrase) => `inkling:audience/${phrase}`),
  )
})

test('Rules and phrases stand side by side; one that fits is enough.', async () => {
  const context = page()
  const [first] = await audiences(context, [`${PHRASES.bakers}; opened >= 5 of topic running in 2 days`])
  expect(first).toMatchObject({ is: 'member', fit: 1 })
  expect(await told(context, ['bought', 'not bought'])).toEqual({ bought: 'not', 'not bought': 'member' })
})

test('Without a named list, the page’s elements name them; what is refused there is told and left out.', async () => {
  document.body.innerHTML = `<template data-inkling-audience="${PHRASES.runners}"></template>
    <template data-inkling-audience="gay men"></template><img name="querySelectorAll">`
  const errors: unknown[] = []
  const hear = ({ detail }: CustomEvent<{ code: string }>) => void errors.push(detail.code)
  document.addEventListener('inkling:error', hear)
  const before = document.documentElement.outerHTML
  expect(await told(page())).toEqual({ [PHRASES.runners]: 'member' })
  document.removeEventListener('inkling:error', hear)
  expect(new Set(errors)).toEqual(new Set(['audience-refused']))
  expect(document.documentElement.outerHTML).toBe(before)
})

test('It answers only where the site asks for it, and throws at once on what can’t be read or is refused.', async () => {
  await expect(audiences(page({}), [])).rejects.toThrow('write audienceShare: 0.1')
  for (const wrong of [['devout Catholics'], ['seen roughly 3'], [7], 'trail runners', Array(101).fill('x')])
    await expect(audiences(page(), wrong as string[]), String(wrong)).rejects.toThrow(InklingMisuse)
  for (const refused of ['gay men', 'people in Utah who read about jewish and hindu food'])
    await expect(audiences(page({ audienceShare: 0.1, specialCategories: true }), [refused])).rejects.toThrow('refused')
})

test('A phrase whose words say nothing is refused once it has a vector.', async () => {
  const context = page()
  const { items, vectors } = context.store!
  context.prepare = async () => {
    for (const { text, fingerprint } of items.values())
      if (text === PHRASES.bakers) (vectors as Map<string, StoredVector>).set(fingerprint, SENSITIVE_VECTOR)
  }
  expect(audienceFits(context, [PHRASES.bakers])).toEqual(new Map())
  await expect(audiences(context, [PHRASES.bakers])).rejects.toThrow('special category')
})

test('Without consent to creatives nobody is told, and of too little nothing is said.', async () => {
  expect(await audiences(page(undefined, { consent: { creatives: false } }), Object.values(PHRASES))).toEqual([])
  const once = page(undefined, { events: [event('click', ITEMS[0]!, { at: Date.now() })] })
  expect(await told(once, [PHRASES.runners, 'opened'])).toEqual({ [PHRASES.runners]: 'unsure', opened: 'member' })
})

test('What chooses creatives gets numbers at once, and vectors for the next time.', async () => {
  const context = page()
  expect(audienceFits(context, [PHRASES.runners, 'opened', 'gay men'])).toEqual(new Map([['opened', 1]]))
  await context.prepare()
  const fits = audienceFits(context, [PHRASES.runners, PHRASES.bakers])
  expect(fits.get(PHRASES.runners)).toBeGreaterThan(0.9)
})

test('Who tells no showings is compared with what the site has.', async () => {
  const clicks = ITEMS.filter((_, n) => n % 4 === 0 && n < 40).map((item) => event('click', item, { at: Date.now() }))
  expect(await told(page(undefined, { events: clicks }), [PHRASES.runners])).toEqual({ [PHRASES.runners]: 'member' })
})

test('Interests form by themselves, and what was dismissed or may not count is in none.', () => {
  const context = page()
  const [first] = segments(context)
  expect(first).toMatchObject({ id: '/0', name: 'running', share: 1 })
  const gone = event('dismiss', ITEMS[0]!, { at: Date.now() })
  const later = segments(page(undefined, { events: [...context.store!.events, gone] }))
  expect(later[0]!.items).not.toContain('/0')
})
