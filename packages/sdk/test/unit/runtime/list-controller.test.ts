// What becomes of a list's request: read, ranked, applied, told.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Apply, ListRequest, Ranked } from '../../../src/page/lists/list-request.ts'
import { readList } from '../../../src/page/read/list.ts'
import { readMetadata } from '../../../src/page/read/metadata.ts'
import { ListController } from '../../../src/runtime/list-controller.ts'
import type { RuntimeContext } from '../../../src/runtime/runtime-context.ts'
import { noteShown } from '../../../src/snapshot/shown-order.ts'
import { readSnapshot } from '../../../src/snapshot/snapshot.ts'
import type { Item, ItemContent, Ranking } from '../../../src/types.ts'

const RANKING: Ranking = { list: 'top', tier: 'lexical', milliseconds: 0, items: [] }
const RANKED: Ranked = { list: 'top', ranking: RANKING, moved: 1, late: false, by: 'tag' }

/** What happened, in order. */
let told: unknown[][] = []
const heard = ({ detail }: CustomEvent) => told.push(['ranked', detail])

beforeEach(() => {
  told = []
  sessionStorage.clear()
  localStorage.clear()
  document.body.innerHTML =
    '<ol data-inkling-list="top"><li><a href="/bread">Bread</a></li><li><a href="/moon">Moon</a></li></ol>'
  document.addEventListener('inkling:ranked', heard)
})
afterEach(() => document.removeEventListener('inkling:ranked', heard))

function controller(): ListController {
  const context = {
    grant: { signal: new AbortController().signal },
    scorer: {
      rank(items: readonly Item[], list: string, key: Element) {
        told.push(['rank', items.map(({ id }) => id), list, key])
        return RANKING
      },
      dropGone: () => told.push(['drop']),
    },
    store: {
      putItems: async (items: readonly ItemContent[]) => told.push(['store', items.map(({ id }) => id)]),
    },
  } as unknown as RuntimeContext
  return new ListController(context)
}

function request(given: Partial<ListRequest> = {}): ListRequest {
  const list = readList(document.querySelector('ol')!, readMetadata(document, '/'), 'https://site.test/')
  const items = list.entries.map(({ item }) => item)
  const apply: Apply = (ranking, back) => {
    told.push(['apply', ranking, back])
    return RANKED
  }
  return { list, items, fresh: items.slice(0, 1), isFirst: true, apply, ...given }
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
  const asked = request({ apply: undefined })
  controller().order(asked)
  expect(told).toEqual([['store', [asked.items[0]!.id]]])
})

test('A list that follows the reader and stays as it was is nothing to tell or to store.', () => {
  controller().order(request({ fresh: [], apply: () => undefined }))
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
