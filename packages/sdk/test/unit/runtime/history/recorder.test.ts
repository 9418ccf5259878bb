// What the page is told about the item being read.

import { afterEach, expect, test } from 'vitest'
import { itemContent } from '../../../../src/content/content.ts'
import { Recorder } from '../../../../src/runtime/history/recorder.ts'
import type { InklingEvents, Item } from '../../../../src/types.ts'

let heard: Array<InklingEvents['inkling:reading']> = []
const listener = ({ detail }: CustomEvent<InklingEvents['inkling:reading']>) => heard.push(detail)
document.addEventListener('inkling:reading', listener)
afterEach(() => {
  heard = []
})

/** @param mayCount whether Inkling may learn from texts */
function read(item: Item, mayCount = true) {
  const scorer = { content: itemContent, mayCount: () => mayCount }
  new Recorder({ scorer } as unknown as ConstructorParameters<typeof Recorder>[0]).onReading(item, 14)
}

test('Seconds are told with the item and its topic.', () => {
  read({ id: '/rings', title: 'Rings of Saturn', topic: 'space' })
  read({ id: '/plain', title: 'Without a topic' })
  expect(heard).toEqual([
    { item: '/rings', topic: 'space', seconds: 14, sensitive: false },
    { item: '/plain', topic: undefined, seconds: 14, sensitive: false },
  ])
})

test('An item of which nothing is recorded is told as sensitive, whether the site or Inkling has found it so.', () => {
  read({ id: '/a', title: 'Marked', sensitive: true })
  read({ id: '/b', title: 'Found' }, false)
  expect(heard.map(({ sensitive }) => sensitive)).toEqual([true, true])
})
