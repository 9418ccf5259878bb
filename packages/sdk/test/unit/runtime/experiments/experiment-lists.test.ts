// Of a list that the tag orders: both arms look for an exposure at the very same places, and at none where they show the same.

import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../../../src/client/option-table.ts'
import * as dom from '../../../../src/lib/dom.ts'
import { hashToUnit } from '../../../../src/measurement/experiments/hash-to-unit.ts'
import type { InklingOptions } from '../../../../src/options.ts'
import { FollowedList } from '../../../../src/page/lists/followed-list.ts'
import { nothingArranged } from '../../../../src/page/order/arranged.ts'
import { readList } from '../../../../src/page/read/lists/list.ts'
import { measure } from '../../../../src/runtime/experiments/experiment-view.ts'
import type { RankedBy } from '../../../../src/runtime/interfaces/scoring.ts'
import type { Exposure, Ranking } from '../../../../src/types.ts'

/** Elements at which an exposure is looked for. */
const watched = new Set<Element>()
let seeAll = () => {}
const exposures: Exposure[] = []
document.addEventListener('inkling:exposure', ({ detail }) => exposures.push(detail))
let grant = new AbortController()
beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(tell: (entries: object[]) => void) {
        seeAll = () => {
          const intersectionRect = { width: 1, height: 1 }
          tell([...watched].map((target) => ({ target, isIntersecting: true, intersectionRect })))
        }
      }
      observe(element: Element) {
        watched.add(element)
      }
      unobserve(element: Element) {
        watched.delete(element)
      }
      disconnect() {
        watched.clear()
      }
    },
  )
})
afterEach(() => vi.unstubAllGlobals())

const seedFor = (held: boolean) => {
  for (let n = 0; ; n++) {
    const seed = n.toString(16).padStart(16, '0')
    if (hashToUnit(seed, 'holdout') < 0.5 === held) return seed
  }
}

const plant = (held: boolean) =>
  localStorage.setItem('inkling.measured', JSON.stringify({ seed: seedFor(held), tallies: [] }))

interface Ways {
  readonly options?: InklingOptions
  readonly importFile?: () => Promise<unknown>
  /** How an arm of this strength ranks. */
  readonly orderBy?: (strength: number) => readonly number[]
}

/** A page that nothing was painted of yet, with a list whose items the reader would have in `wanted` order. */
async function view(
  wanted: readonly number[],
  pins: readonly number[],
  { options = { holdout: 0.5 }, importFile = async () => ({}), orderBy = () => wanted }: Ways = {},
) {
  grant.abort()
  grant = new AbortController()
  exposures.length = 0
  watched.clear()
  const items = wanted.map(
    (_, n) => `<li ${pins.includes(n) ? 'data-inkling-pin' : ''}><a href="/${n}">Story ${n}</a></li>`,
  )
  document.body.innerHTML = `<ol data-inkling-list="top" hidden>${items.join('')}</ol>`
  const list = readList(document.querySelector('ol')!, new Map(), 'https://site.test/')
  const state = {
    arranged: nothingArranged(),
    undone: new Set<string>(),
    originals: new WeakMap(),
    refused: new WeakSet<Element>(),
  }
  const followed = new FollowedList(list, { document, state, moment: {}, report: () => expect.unreachable() }, () => {})
  const rankingOf = (order: readonly number[]) => {
    const items = order.map((from, to) => ({
      id: list.entries[from]!.item.id,
      score: -to,
      from,
      to,
      byScore: to,
      parts: {},
    }))
    return { list: 'top', tier: 'lexical', milliseconds: 0, items } as unknown as Ranking
  }
  const ranking = rankingOf(wanted)
  const context = {
    grant: { options: resolveOptions(options), consent: {}, signal: grant.signal, importFile },
    scorer: {
      ranker: {},
      base: (_: unknown, by: RankedBy) => by,
      again: { rank: (by: RankedBy) => rankingOf(orderBy(by.options.strength)) },
    },
    adopt() {},
  } as unknown as Parameters<typeof measure>[0]
  const experiments = await measure(context)
  experiments!.begin()
  followed.begin(list)
  const asked = { list, followed, ranking, candidates: [], setting: { rules: {} }, back: undefined }
  const order = () => [...dom.children(list.holder)].map((item) => item.textContent)
  return {
    experiments: experiments!,
    asked,
    order,
    at: () => [...dom.children(list.holder)].map((item) => watched.has(item)),
  }
}

test('The places are the same in both arms, none where the orders are equal; the holdout’s list stands as it did, and one exposure is told.', async () => {
  const page = fc.integer({ min: 1, max: 7 }).chain((count) => {
    const all = Array.from({ length: count }, (_, n) => n)
    return fc.tuple(fc.shuffledSubarray(all, { minLength: count }), fc.subarray(all))
  })
  await fc.assert(
    fc.asyncProperty(page, async ([wanted, pins]) => {
      const found = []
      for (const held of [true, false]) {
        plant(held)
        const { experiments, asked, order, at } = await view(wanted, pins)
        const before = order()
        const told = experiments.order({ ...asked, isBack: false })
        const after = order()
        expect(told!.ranking.items.map(({ id }) => id)).toEqual(after.map((text) => `/${text!.slice('Story '.length)}`))
        if (held) expect(after).toEqual(before)
        const places = at()
        if (!held) expect(places).toEqual(after.map((text, place) => text !== before[place]))
        seeAll()
        seeAll()
        expect(exposures).toHaveLength(places.includes(true) ? 1 : 0)
        found.push(places)
      }
      expect(found[0]).toEqual(found[1])
    }),
    { numRuns: 50 },
  )
})

test('On a way back nothing is looked for; what stood otherwise before there was an arm is left out for the view.', async () => {
  for (const held of [true, false]) {
    plant(held)
    const back = await view([2, 1, 0], [])
    back.experiments.order({ ...back.asked, isBack: true })
    expect(watched.size).toBe(0)
    const stood = await view([2, 1, 0], [])
    const [first] = dom.children(stood.asked.list.holder)
    stood.asked.list.holder.append(first!)
    stood.experiments.order({ ...stood.asked, isBack: false })
    expect(watched.size).toBe(0)
  }
})

test('With three arms a place is watched where either of the others would show something else.', async () => {
  const arms = [1, 0.5, 0].map((strength) => ({ name: `s${strength * 10}`, rules: { strength } }))
  const experiments = [{ name: 'x', layer: 'x', share: 1, off: false, arms }]
  const orders: Record<number, readonly number[]> = { 1: [1, 0, 2, 3], 0.5: [0, 1, 3, 2], 0: [0, 1, 2, 3] }
  for (const [at, { rules }] of arms.entries()) {
    for (let n = 0; ; n++) {
      const seed = n.toString(16).padStart(16, '0')
      localStorage.setItem('inkling.measured', JSON.stringify({ seed, tallies: [] }))
      if (Math.floor(hashToUnit(seed, 'arm x') * 3) === at) break
    }
    const own = orders[rules.strength]!
    const page = await view(own, [], {
      options: { experiments: '/e.json' },
      importFile: async () => ({ loadExperiments: async () => ({ experiments, rankers: new Map() }) }),
      orderBy: (strength) => orders[strength]!,
    })
    page.experiments.order({ ...page.asked, isBack: false })
    const others = Object.values(orders).filter((order) => order !== own)
    expect(page.at()).toEqual(own.map((story, place) => others.some((order) => order[place] !== story)))
  }
})
