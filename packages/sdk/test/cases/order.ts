import fc from 'fast-check'
import { expect } from 'vitest'
import { applyOrder } from '../../src/page/order.ts'
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

export const orderCases: Case[] = [
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
    'What is no item keeps its order among its own kind.',
    () => {
      fc.assert(
        fc.property(lists, ({ order, connected: _, ...rest }) => {
          const { list, items } = build(rest)
          const others = () => [...list.childNodes].filter((node) => node.nodeName !== 'LI')
          const before = others()
          applyOrder(
            list,
            order.map((i) => items[i]!),
          )
          const after = others()
          expect(after.every((node, i) => node === before[i])).toBe(true)
        }),
        { numRuns: 60 },
      )
    },
  ],
  [
    'As few moves as told: a watcher of the list sees no more.',
    async () => {
      const { list, items } = build({ gaps: [[], ['text'], [], ['comment'], []], tail: ['script'] })
      document.body.append(list)
      const added: Node[] = []
      const observer = new MutationObserver((records) => {
        for (const record of records) added.push(...record.addedNodes)
      })
      observer.observe(list, { childList: true })
      const [a, b, c, d, e] = items
      const { moved } = applyOrder(list, [e!, a!, b!, d!, c!])
      await new Promise((resolve) => setTimeout(resolve))
      observer.disconnect()
      expect(moved).toBe(2)
      expect(added).toHaveLength(2)
      expect(added.every((node) => node === e || node === c || node === d)).toBe(true)
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
