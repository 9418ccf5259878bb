// A page's sponsored slots: what jars with the page is unfit, and nothing is asked for where nobody pays.

import { beforeEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../../../src/client/option-table.ts'
import { EMOTIONS } from '../../../../src/content/tone.ts'
import { lone } from '../../../../src/creatives/campaigns/marks.ts'
import { Scorer } from '../../../../src/runtime/ranking/scorer.ts'
import type { OpenSlot } from '../../../../src/runtime/slots/open-slot.ts'
import { suitSponsored } from '../../../../src/runtime/slots/sponsored/sponsored.ts'
import { suitSlots } from '../../../../src/runtime/slots/sponsored/suit-page.ts'
import type { CreativesContext } from '../../../../src/types/bundles.ts'
import type { Tone } from '../../../../src/types.ts'
import { content } from '../../ranking/make.ts'

const tone = (more: Partial<Tone>): Tone => ({
  valence: 0,
  intensity: 0,
  spread: 0.2,
  gravity: 0.01,
  levity: 0.01,
  emotions: Object.fromEntries(EMOTIONS.map((name) => [name, 0.1])) as Tone['emotions'],
  depth: 1,
  ...more,
})
const TONES: Readonly<Record<string, Tone>> = {
  merry: tone({ levity: 0.99, valence: 0.6 }),
  plain: tone({}),
}

beforeEach(() => {
  document.head.innerHTML =
    '<meta property="og:type" content="article"><meta property="og:title" content="Many die as a bridge falls">'
  document.body.innerHTML = '<article><h1>Many die as a bridge falls</h1><div data-inkling-slot="hero"></div></article>'
})

/** @param page how the page sounds; undefined: nobody can tell */
function view(page: Tone | undefined, options: Parameters<typeof resolveOptions>[0] = {}) {
  const of = vi.fn(async (texts: ReadonlyMap<string, { text: string }>) => {
    const known = [...texts].map(([key, { text }]) => [key, TONES[text] ?? page] as const)
    return new Map(known.filter((entry): entry is readonly [string, Tone] => !!entry[1]))
  })
  const importFile = vi.fn(async () => ({
    createJudge: (context: CreativesContext) => (slots: readonly OpenSlot[]) => suitSlots(context, slots, of),
  }))
  const context = {
    grant: {
      importFile,
      signal: new AbortController().signal,
      consent: { creatives: true },
      options: resolveOptions({ model: '/encoder-en/', table: 'now', ...options }),
    },
    store: { events: [], items: new Map(), vectors: new Map() },
    views: 1,
  } as unknown as CreativesContext
  Object.assign(context, { scorer: new Scorer(context) })
  return { tools: { context, judge: undefined }, importFile }
}

function slot(sponsor: string | undefined, attributes: Readonly<Record<string, string>> = {}): OpenSlot {
  const element = document.querySelector('[data-inkling-slot]')!
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  const candidates = ['merry', 'plain'].map((creative) => ({
    creative,
    campaign: { ...lone('hero', creative), ...(sponsor !== undefined && { sponsor }) },
    fits: { content: 0.5 },
  }))
  const kept = ['merry', 'plain'].map((name) => content(`inkling:slot/hero/${name}`, { text: name, fingerprint: name }))
  return {
    name: 'hero',
    element,
    nodes: new Map(),
    early: undefined,
    wanted: false,
    kept,
    choices: { slot: 'hero', candidates },
  }
}
const unfit = ([found]: readonly OpenSlot[]) => found!.choices!.candidates.map((each) => each.unfit)

const GRAVE = tone({ gravity: 0.99, valence: -0.6 })

test('Beside a grave page the merry creative is unfit and the plain one isn’t; beside a light one neither is.', async () => {
  const judged = await suitSponsored(view(GRAVE).tools, [slot('Acme')])
  expect(unfit(judged)).toEqual(['tone', undefined])
  for (const { fits } of judged[0]!.choices!.candidates)
    expect(fits).toMatchObject({ content: 0.5, tone: expect.any(Number) })
  expect(unfit(await suitSponsored(view(tone({ valence: 0.3 })).tools, [slot('Acme')]))).toEqual([undefined, undefined])
})

test('What nobody pays for is not judged, and nothing is loaded for it; a slot may say that all of it is paid.', async () => {
  const { tools, importFile } = view(GRAVE)
  expect(unfit(await suitSponsored(tools, [slot(undefined)]))).toEqual([undefined, undefined])
  expect(importFile).not.toHaveBeenCalled()
  expect(unfit(await suitSponsored(tools, [slot(undefined, { 'data-inkling-sponsored': '' })]))).toEqual([
    'tone',
    undefined,
  ])
  expect(importFile).toHaveBeenCalledTimes(1)
})

test('A slot may switch it off: nothing is loaded. It may be strict: what nobody can tell is unfit, which else it isn’t.', async () => {
  const { tools, importFile } = view(GRAVE)
  expect(unfit(await suitSponsored(tools, [slot('Acme', { 'data-inkling-tone': 'off' })]))).toEqual([
    undefined,
    undefined,
  ])
  expect(importFile).not.toHaveBeenCalled()
  const unknown = view(undefined).tools
  expect(unfit(await suitSponsored(unknown, [slot('Acme', { 'data-inkling-tone': 'nonsense' })]))).toEqual([
    undefined,
    undefined,
  ])
  expect(unfit(await suitSponsored(unknown, [slot('Acme', { 'data-inkling-tone': 'strict' })]))).toEqual([
    'tone',
    'tone',
  ])
})

test('Where no table may be downloaded nothing is loaded for tone, either, and strict slots refuse all.', async () => {
  const { tools, importFile } = view(GRAVE, { table: 'never' })
  expect(unfit(await suitSponsored(tools, [slot('Acme')]))).toEqual([undefined, undefined])
  expect(unfit(await suitSponsored(tools, [slot('Acme', { 'data-inkling-tone': 'strict' })]))).toEqual(['tone', 'tone'])
  expect(importFile).not.toHaveBeenCalled()
})

test('A bundle that can’t be had is told of once, and slots are filled as without the rule.', async () => {
  const errors: string[] = []
  const note = ({ detail }: CustomEvent<{ code: string }>) => errors.push(detail.code)
  document.addEventListener('inkling:error', note)
  const { tools, importFile } = view(GRAVE)
  importFile.mockRejectedValue(new TypeError('Failed to fetch'))
  for (let i = 0; i < 2; i++) expect(unfit(await suitSponsored(tools, [slot('Acme')]))).toEqual([undefined, undefined])
  document.removeEventListener('inkling:error', note)
  expect(errors).toEqual(['script-unavailable'])
})
