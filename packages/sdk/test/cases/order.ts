import fc from 'fast-check'
import { expect } from 'vitest'
import { applyOrder } from '../../src/page/order/move-elements.ts'
import { newOwn, reorder, reorderAgain } from '../../src/page/order/reorder.ts'
import { withinTemplates } from '../../src/page/order/template.ts'
import { type Unit, unitsOf } from '../../src/page/read/unit.ts'
import type { Case } from './case.ts'

/** Length of a longest increasing subsequence, by the slow textbook way: the judge of the fast one. */
export function slowLis(values: readonly number[]): number {
  const best = values.map(() => 1)
  values.forEach((value, i) => {
    for (let j = 0; j < i; j++) if (values[j]! < value) best[i] = Math.max(best[i]!, best[j]! + 1)
  })
  return Math.max(0, ...best)
}

/** What may stand between items: none of it is an item, and none of it may get lost. */
const between = fc.array(fc.constantFrom('text', 'comment', 'script', 'style', 'template'), { maxLength: 3 })

export const lists = fc.array(between, { minLength: 1, maxLength: 24 }).chain((gaps) =>
  fc.record({
    gaps: fc.constant(gaps),
    order: fc.shuffledSubarray([...gaps.keys()], { minLength: gaps.length }),
    tail: between,
    connected: fc.boolean(),
  }),
)

function filler(kind: string): Node {
  if (kind === 'text') return document.createTextNode(' \n ')
  if (kind === 'comment') return document.createComment('between')
  const element = document.createElement(kind)
  if (kind === 'script') element.setAttribute('type', 'text/plain')
  return element
}

export function build({ gaps, tail }: { gaps: readonly (readonly string[])[]; tail: readonly string[] }) {
  const list = document.createElement('ol')
  const items = gaps.map((kinds, i) => {
    list.append(...kinds.map(filler))
    const item = document.createElement('li')
    item.textContent = `item ${i}`
    list.append(item)
    return item
  })
  list.append(...tail.map(filler))
  return { list, items }
}

const shown = (list: Element) => [...list.children].filter((child) => child.tagName === 'LI')
const isText = (node: Node) => node.nodeType !== Node.ELEMENT_NODE

/** The texts and comments before the first member, between each two, and behind the last. */
function gapsOf(list: Element, isMember: (node: Node) => boolean): Node[][] {
  const gaps: Node[][] = [[]]
  for (const node of list.childNodes) {
    if (isMember(node)) gaps.push([])
    else if (isText(node)) gaps.at(-1)!.push(node)
  }
  return gaps
}

/** One item or several elements that go together, some of which keep their places; advertisements are `div`s. */
export const unitLists = fc
  .array(
    fc.record({
      size: fc.integer({ min: 1, max: 3 }),
      fixed: fc.boolean(),
      gaps: fc.array(between, { minLength: 3, maxLength: 3 }),
    }),
    {
      minLength: 1,
      maxLength: 16,
    },
  )
  .chain((specs) =>
    fc.record({
      specs: fc.constant(specs),
      order: fc.shuffledSubarray([...specs.keys()], { minLength: specs.length }),
      tail: between,
    }),
  )

type UnitList = typeof unitLists extends fc.Arbitrary<infer T> ? T : never

export function buildUnits({ specs, order, tail }: UnitList) {
  const list = document.createElement('div')
  specs.forEach(({ size, fixed, gaps }, i) => {
    for (let part = 0; part < size; part++) {
      list.append(...gaps[part]!.map(filler))
      const element = document.createElement(fixed ? 'div' : 'p')
      element.textContent = `${i}.${part}`
      if (part) element.setAttribute('data-inkling-with', '')
      list.append(element)
    }
  })
  list.append(...tail.map(filler))
  const members = new Set<Node>([...list.children].filter((child) => /^(DIV|P)$/.test(child.tagName)))
  const units = unitsOf([...members] as Element[])
  const fixed = new Set<Unit>(units.filter((_, i) => specs[i]!.fixed))
  const wanted = order.map((i) => units[i]!).filter((unit) => !fixed.has(unit))
  return { list, members, units, fixed, wanted }
}

/** What a page and we do to a list by turns. */
const turns = fc.array(
  fc.record({
    what: fc.constantFrom('order', 'batch', 'front', 'take out', 'number'),
    size: fc.integer({ min: 1, max: 5 }),
    seed: fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }),
    gaps: fc.array(between, { minLength: 5, maxLength: 5 }),
  }),
  { maxLength: 12 },
)

const undoneTogether: Case = [
  'However often a list is ordered, and whatever comes and goes in between, one undo gives the page its own order and attributes back, and nothing that has gone is held.',
  () => {
    fc.assert(
      fc.property(lists, turns, (given, steps) => {
        const { list } = build(given)
        if (given.connected) document.body.append(list)
        /** Child nodes as they would stand if we had done nothing. */
        let page = [...list.childNodes] as Node[]
        const values = new Map<Element, string>()
        let made = 0
        const dress = (items: readonly Element[]) => {
          for (const item of items) {
            values.set(item, String(made++))
            item.setAttribute('value', values.get(item)!)
          }
        }
        dress(shown(list))
        const own = newOwn()
        let undo = () => {}
        const order = (members: readonly Element[], seed: readonly number[]) => {
          const wanted = [...members].sort((a, b) => seed[members.indexOf(a) % 40]! - seed[members.indexOf(b) % 40]!)
          const units = (elements: readonly Element[]) => elements.map((element) => [element])
          const applied = reorderAgain(list, units(members), units(wanted), own)
          undo = applied.undo
        }
        for (const { what, size, seed, gaps } of steps) {
          const items = shown(list)
          if (what === 'order') order(items, seed)
          else if (what === 'take out') {
            const gone = items[seed[0]! % (items.length + 1)]
            gone?.remove()
            page = page.filter((node) => node !== gone)
          } else if (what === 'number') {
            // Another script's word counts from then on.
            const item = items[seed[0]! % (items.length || 1)]
            if (item) {
              item.setAttribute('value', `theirs ${made}`)
              values.set(item, `theirs ${made++}`)
            }
          } else {
            const batch = gaps.slice(0, size).flatMap((kinds) => [...kinds.map(filler), document.createElement('li')])
            if (what === 'batch') list.append(...batch)
            else list.prepend(...batch)
            page = what === 'batch' ? [...page, ...batch] : [...batch, ...page]
            const fresh = batch.filter((node) => node.nodeName === 'LI') as Element[]
            dress(fresh)
            order(fresh, seed)
          }
          if (what === 'order') {
            const here = new Set<Node>(list.childNodes)
            expect(own.nodes.every((node) => here.has(node))).toBe(true)
            expect([...own.placed.keys()].every((element) => list.contains(element))).toBe(true)
          }
        }
        undo()
        expect([...list.childNodes]).toEqual(page)
        for (const [item, value] of values) if (item.parentNode) expect(item.getAttribute('value')).toBe(value)
        list.remove()
      }),
    )
  },
]

export const orderCases: Case[] = [
  undoneTogether,
  [
    'Any order: the list holds the very same nodes in it, with n − LIS moves, and undo brings back every node.',
    () => {
      fc.assert(
        fc.property(lists, ({ order, connected, ...rest }) => {
          const { list, items } = build(rest)
          if (connected) document.body.append(list)
          const before = [...list.childNodes]
          const wanted = order.map((i) => items[i]!)
          const applied = applyOrder(list, wanted)
          expect(shown(list)).toEqual(wanted)
          expect(shown(list).every((node, i) => node === wanted[i])).toBe(true)
          expect(new Set(list.childNodes)).toEqual(new Set(before))
          // Where each stands now → where it is to stand: the ones that stay form an increasing run.
          expect(applied.moved).toBe(items.length - slowLis(items.map((item) => wanted.indexOf(item))))
          applied.undo()
          const after = [...list.childNodes]
          expect(after.length).toBe(before.length)
          expect(after.every((node, i) => node === before[i])).toBe(true)
          list.remove()
        }),
        { numRuns: 150 },
      )
    },
  ],
  [
    'Texts and comments stay in the gap in which they stood, so that inline items keep theirs.',
    () => {
      fc.assert(
        fc.property(lists, ({ order, connected: _, ...rest }) => {
          const { list, items } = build(rest)
          const gaps = () => gapsOf(list, (node) => node.nodeName === 'LI')
          const before = gaps()
          applyOrder(
            list,
            order.map((i) => items[i]!),
          )
          gaps().forEach((gap, i) => {
            expect(gap.length).toBe(before[i]!.length)
            expect(gap.every((node, j) => node === before[i]![j])).toBe(true)
          })
        }),
        { numRuns: 100 },
      )
    },
  ],
  [
    'Units of several elements and fixed ones: each place gets the next wanted unit, the rest as above.',
    () => {
      fc.assert(
        fc.property(unitLists, (input) => {
          const { list, members, units, fixed, wanted } = buildUnits(input)
          document.body.append(list)
          const before = [...list.childNodes]
          const gaps = gapsOf(list, (node) => members.has(node))
          const after = withinTemplates(wanted, units)
          const next = wanted.values()
          expect(after.every((unit, place) => unit === (fixed.has(unit) ? units[place] : next.next().value))).toBe(true)
          const applied = reorder(list, units, after)
          const now = [...list.childNodes].filter((node) => members.has(node))
          expect(now.every((node, i) => node === after.flat()[i])).toBe(true)
          expect(new Set(list.childNodes)).toEqual(new Set(before))
          expect(applied.moved).toBe(members.size - slowLis([...members].map((node) => now.indexOf(node as ChildNode))))
          expect(gapsOf(list, (node) => members.has(node))).toEqual(gaps)
          applied.undo()
          expect([...list.childNodes].every((node, i) => node === before[i])).toBe(true)
          list.remove()
        }),
        { numRuns: 100 },
      )
    },
  ],
  [
    'Whatever another script has added and taken out meanwhile: undo puts back what is still there, and only that.',
    () => {
      const meddling = fc.tuple(unitLists, fc.infiniteStream(fc.nat(99)))
      fc.assert(
        fc.property(meddling, ([input, numbers]) => {
          const { list, units, wanted } = buildUnits(input)
          const original = [...list.childNodes]
          const applied = reorder(list, units, withinTemplates(wanted, units))
          const pick = () => numbers.next().value % (list.childNodes.length + 1)
          const added = ['p', 'script'].map((name) => document.createElement(name))
          const removed = [0, 1, 2].flatMap(() => list.childNodes[pick()] ?? [])
          for (const node of removed) node.remove()
          for (const node of added) list.insertBefore(node, list.childNodes[pick()] ?? null)
          for (let times = 0; times < 2; times++) {
            applied.undo()
            const here = [...list.childNodes].filter((node) => !added.includes(node as HTMLElement))
            const left = original.filter((node) => !removed.includes(node))
            expect(here.length).toBe(left.length)
            expect(here.every((node, i) => node === left[i])).toBe(true)
            expect(added.every((node) => node.parentNode === list)).toBe(true)
          }
        }),
        { numRuns: 150 },
      )
    },
  ],
  [
    'As few moves as told: a watcher of the list sees no more elements, and scripts and styles never.',
    async () => {
      const { list, items } = build({ gaps: [[], ['text'], ['script'], ['comment', 'style'], []], tail: ['script'] })
      document.body.append(list)
      const added: Node[] = []
      const observer = new MutationObserver((records) => {
        for (const record of records) added.push(...record.addedNodes)
      })
      observer.observe(list, { childList: true })
      const [a, b, c, d, e] = items
      const { moved, undo } = applyOrder(list, [e!, a!, b!, d!, c!])
      await new Promise((resolve) => setTimeout(resolve))
      const elements = () => added.filter((node) => !isText(node))
      expect(moved).toBe(2)
      expect(elements()).toHaveLength(2)
      expect(elements().every((node) => node === e || node === c || node === d)).toBe(true)
      undo()
      await new Promise((resolve) => setTimeout(resolve))
      expect(elements()).toHaveLength(4)
      expect(elements().every((node) => node.nodeName === 'LI')).toBe(true)
      observer.disconnect()
      list.remove()
    },
  ],
  [
    'The order that stands already moves nothing.',
    () => {
      const { list, items } = build({ gaps: [[], [], []], tail: [] })
      expect(applyOrder(list, items).moved).toBe(0)
      expect(applyOrder(document.createElement('ol'), []).moved).toBe(0)
    },
  ],
  [
    'Items beyond the ranked ones stay where they are.',
    () => {
      const { list, items } = build({ gaps: [[], [], [], []], tail: [] })
      applyOrder(list, [items[2]!, items[1]!, items[0]!])
      expect(shown(list).map((item) => item.textContent)).toEqual(['item 2', 'item 1', 'item 0', 'item 3'])
    },
  ],
  [
    'A list that has changed since it was read is refused, untouched.',
    () => {
      const { list, items } = build({ gaps: [[], [], []], tail: [] })
      items[1]!.remove()
      expect(() => applyOrder(list, [items[2]!, items[1]!, items[0]!])).toThrow('changed')
      expect(shown(list).map((item) => item.textContent)).toEqual(['item 0', 'item 2'])
    },
  ],
  [
    'Undo after the page took an item away and added one: the others stand as they stood, the new one stays in.',
    () => {
      const { list, items } = build({ gaps: [[], [], [], []], tail: [] })
      const applied = applyOrder(list, [...items].reverse())
      items[1]!.remove()
      const added = document.createElement('li')
      list.append(added)
      applied.undo()
      expect(shown(list).filter((item) => item !== added)).toEqual([items[0], items[2], items[3]])
      expect(added.parentElement).toBe(list)
      applied.undo()
      expect(shown(list).filter((item) => item !== added)).toEqual([items[0], items[2], items[3]])
    },
  ],
]
