// Of a list that the tag orders: both arms look for an exposure at the very same places, and at none where they show the same.

import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { coin } from '../../../src/experiments/coin.ts'
import * as dom from '../../../src/lib/dom.ts'
import { resolveOptions } from '../../../src/options.ts'
import { FollowedList } from '../../../src/page/lists/followed-list.ts'
import { nothingArranged } from '../../../src/page/order/arranged.ts'
import { readList } from '../../../src/page/read/list.ts'
import { measure } from '../../../src/runtime/measuring/measuring.ts'
import type { RuntimeContext } from '../../../src/runtime/runtime-context.ts'
import type { Exposure, Ranking } from '../../../src/types.ts'

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
    if (coin(seed, 'holdout') < 0.5 === held) return seed
  }
}

/** A page that nothing was painted of yet, with a list whose items the reader would have in `wanted` order. */
async function view(held: boolean, wanted: readonly number[], pins: readonly number[]) {
  grant.abort()
  grant = new AbortController()
  exposures.length = 0
  watched.clear()
  localStorage.setItem('inkling.measured', JSON.stringify({ seed: seedFor(held), tallies: [] }))
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
  const places = wanted.map((from, to) => ({
    id: list.entries[from]!.item.id,
    score: -to,
    from,
    to,
    byScore: to,
    parts: {},
  }))
  const ranking = { list: 'top', tier: 'lexical', milliseconds: 0, items: places } as unknown as Ranking
  const context = {
    grant: { options: resolveOptions({ holdout: 0.5 }), consent: {}, signal: grant.signal },
    scorer: { ranker: {}, base: () => ({}), again: { rank: () => ranking } },
  } as unknown as RuntimeContext
  const measuring = await measure(context)
  measuring!.begin()
  const { apply } = followed.begin(list)
  const asked = { list, apply: apply!, ranking, candidates: [], setting: { rules: {} }, back: undefined }
  const order = () => [...dom.children(list.holder)].map((item) => item.textContent)
  return {
    measuring: measuring!,
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
        const { measuring, asked, order, at } = await view(held, wanted, pins)
        const before = order()
        const told = measuring.order({ ...asked, isBack: false })
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
  )
})

test('On a way back nothing is looked for; what stood otherwise before there was an arm is left out for the view.', async () => {
  for (const held of [true, false]) {
    const back = await view(held, [2, 1, 0], [])
    back.measuring.order({ ...back.asked, isBack: true })
    expect(watched.size).toBe(0)
    const stood = await view(held, [2, 1, 0], [])
    const [first] = dom.children(stood.asked.list.holder)
    stood.asked.list.holder.append(first!)
    stood.measuring.order({ ...stood.asked, isBack: false })
    expect(watched.size).toBe(0)
  }
})
