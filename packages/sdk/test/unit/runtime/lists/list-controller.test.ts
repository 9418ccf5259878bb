// What becomes of a list's request: read, ranked, applied, told.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRule } from '../../../../src/client/option-table.ts'
import { itemContent } from '../../../../src/content/content.ts'
import { readSnapshot } from '../../../../src/first-paint/snapshot.ts'
import type { Arrangeable, ListRequest, Ranked } from '../../../../src/page/lists/list-request.ts'
import { readList } from '../../../../src/page/read/lists/list.ts'
import { readMetadata } from '../../../../src/page/read/metadata.ts'
import type { ListSetting } from '../../../../src/runtime/interfaces/scoring.ts'
import type { PlannedList } from '../../../../src/runtime/interfaces/services.ts'
import { ListController } from '../../../../src/runtime/lists/list-controller.ts'
import type { Item, ItemContent, PageOrder, Ranking } from '../../../../src/types.ts'
import { noteShown } from '../../../../src/web-storage/shown-order.ts'

const RANKING: Ranking = { list: 'top', tier: 'lexical', milliseconds: 0, items: [] }
const RANKED: Ranked = { list: 'top', ranking: RANKING, moved: 1, late: false, by: 'tag', pending: false }

/** What happened, in order. */
let told: unknown[][] = []
/** What the snapshot was asked to plan. */
let planned: unknown[][] = []
let siteOrder: PageOrder = 'auto'
const heard = ({ detail }: CustomEvent) => told.push(['ranked', detail])

beforeEach(() => {
  told = []
  planned = []
  siteOrder = 'auto'
  sessionStorage.clear()
  localStorage.clear()
  document.body.innerHTML =
    '<ol data-inkling-list="top"><li><a href="/bread">Bread</a></li><li><a href="/moon">Moon</a></li></ol>'
  document.addEventListener('inkling:ranked', heard)
})
afterEach(() => document.removeEventListener('inkling:ranked', heard))

function controller(): ListController {
  const context = {
    grant: { signal: new AbortController().signal, readRule, options: { order: siteOrder } },
    embedder: { makeAtOnce() {}, embedMissing: async () => {} },
    snapshot: {
      plan({ setting, isFirst }: PlannedList) {
        planned.push([setting, isFirst])
        return setting
      },
      dropGone: () => {},
    },
    scorer: {
      rank(items: readonly Item[], list: string, _: ListSetting, key: Element) {
        told.push(['rank', items.map(({ id }) => id), list, key])
        return RANKING
      },
      content: itemContent,
      dropGone: () => told.push(['drop']),
    },
    store: {
      putItems: async (items: readonly ItemContent[]) => told.push(['store', items.map(({ id }) => id)]),
    },
  } as unknown as ConstructorParameters<typeof ListController>[0]
  return new ListController(context)
}

function request(given: Partial<ListRequest> = {}): ListRequest {
  const list = readList(document.querySelector('ol')!, readMetadata(document, '/'), 'https://site.test/')
  const items = list.entries.map(({ item }) => item)
  const followed: Arrangeable = {
    arrange(ranking, { back } = {}) {
      told.push(['apply', ranking, back])
      return RANKED
    },
  }
  return { list, items, fresh: items.slice(0, 1), isFirst: true, followed, ...given }
}

test('A request is ranked, the order applied, what is new stored, and the page told, in this order.', () => {
  const asked = request()
  controller().order(asked)
  const [first, second] = asked.items.map(({ id }) => id)
  expect(told).toEqual([
    ['rank', [first, second], 'top', asked.list.element],
    ['apply', RANKING, undefined],
    ['store', [first]],
    ['ranked', { ...RANKED, apply: expect.any(Function) }],
  ])
})

test('A list that waits is not ranked; what it says is stored.', () => {
  const asked = request({ followed: undefined })
  controller().order(asked)
  expect(told).toEqual([['store', [asked.items[0]!.id]]])
})

test('A list that follows the reader and stays as it was is nothing to tell or to store.', () => {
  controller().order(request({ fresh: [], followed: { arrange: () => undefined } }))
  expect(told.map(([what]) => what)).toEqual(['rank'])
})

test('Only on a way back, and only the first time, a list gets the order in which the reader left it.', () => {
  noteShown({ top: ['/moon', '/bread'] })
  const lists = controller()
  const backs = [false, true].flatMap((back) =>
    [false, true].map((isFirst) => {
      lists.back = back
      lists.order(request({ isFirst }))
      return told.findLast(([what]) => what === 'apply')![2]
    }),
  )
  expect(backs).toEqual([undefined, undefined, undefined, ['/moon', '/bread']])
})

test('What is found of lists goes into the snapshot; when a list has gone, what was ranked of it is dropped.', () => {
  const lists = controller()
  lists.noteUnmanaged(
    new Map([
      ['top', true],
      ['other', true],
    ]),
  )
  lists.noteUnmanaged(new Map([['top', false]]))
  expect(readSnapshot().unmanaged).toEqual(['other'])
  lists.forget()
  expect(told).toEqual([['drop']])
})

test('A list says its own rules and edition; a wrong value is reported once, and the option stands.', () => {
  const errors: string[] = []
  const note = ({ detail }: DocumentEventMap['inkling:error']) => errors.push(detail.message)
  document.addEventListener('inkling:error', note)
  const list = document.querySelector('ol')!
  const attributes = {
    strength: '.5',
    displacement: '2',
    'max-run': '3',
    diversity: '0.3',
    seen: '4',
    calibration: '0',
    order: 'price',
  }
  for (const [name, value] of Object.entries(attributes)) list.setAttribute(`data-inkling-${name}`, value)
  list.setAttribute('data-inkling-edition', 'noon')
  const lists = controller()
  lists.order(request())
  const rules = { strength: 0.5, displacement: 2, maxRun: 3, diversity: 0.3, seen: 4, calibration: 0, order: 'price' }
  expect(planned).toEqual([[{ rules, edition: 'noon' }, true]])
  list.setAttribute('data-inkling-strength', 'half')
  lists.order(request({ isFirst: false }))
  lists.order(request({ isFirst: false }))
  const { strength: _, ...others } = rules
  expect(planned.slice(1)).toEqual(Array(2).fill([{ rules: others, edition: 'noon' }, false]))
  expect(errors).toHaveLength(1)
  expect(errors[0]).toContain('data-inkling-strength')
  expect(errors[0]).toContain('a number from 0 to 1')
  document.removeEventListener('inkling:error', note)
})

/** Orders the list, and returns its rules. */
function rulesOfOrder(lists: ListController, more: Partial<ListRequest> = {}) {
  lists.order(request(more))
  return (planned.at(-1)![0] as ListSetting).rules
}

test('The order that a list recognisably has is one of its rules, unless the list or the site states one.', () => {
  const list = document.querySelector('ol')!
  const fill = (days: readonly number[]) => {
    list.innerHTML = days
      .map((day) => `<li><a href="/s${day}">Story of day ${day}</a><time datetime="2026-11-${day}">x</time></li>`)
      .join('')
  }
  fill([28, 26, 25, 23, 20, 18, 15, 11])
  const lists = controller()
  expect(rulesOfOrder(lists)).toEqual({ order: 'newest' })
  // A batch that is appended later is too short to tell.
  fill([17, 12])
  expect(rulesOfOrder(lists, { isFirst: false })).toEqual({ order: 'newest' })
  list.setAttribute('data-inkling-order', 'editors')
  expect(rulesOfOrder(lists)).toEqual({ order: 'editors' })
  list.removeAttribute('data-inkling-order')
  siteOrder = 'none'
  expect(rulesOfOrder(controller())).toEqual({})
})

test('A wrong order is reported, and the order is recognised instead.', () => {
  const errors: string[] = []
  const note = ({ detail }: DocumentEventMap['inkling:error']) => errors.push(detail.message)
  document.addEventListener('inkling:error', note)
  document.querySelector('ol')!.setAttribute('data-inkling-order', '__proto__')
  expect(rulesOfOrder(controller())).toEqual({})
  expect(errors).toHaveLength(1)
  expect(errors[0]).toContain("'auto' | 'editors' | 'newest'")
  document.removeEventListener('inkling:error', note)
})
