// What the snapshot says of lists: of those on this page, and of those on others.

import { beforeEach, expect, test } from 'vitest'
import { resolveOptions } from '../../../../src/client/option-table.ts'
import { planKey, planOf } from '../../../../src/first-paint/list-plan.ts'
import { plannedOrder } from '../../../../src/first-paint/planned-order.ts'
import { MAX_CHARACTERS, readSnapshot, writeSnapshot } from '../../../../src/first-paint/snapshot.ts'
import type { InklingOptions } from '../../../../src/options.ts'
import { SnapshotWriter } from '../../../../src/runtime/lists/snapshot-writer.ts'
import { Scorer } from '../../../../src/runtime/ranking/scorer.ts'
import type { ItemContent, ReaderEvent } from '../../../../src/types.ts'
import { content, event, ids } from '../../ranking/make.ts'

beforeEach(() => localStorage.clear())

const PAGE = ['moon', 'bread', 'oven', 'star'].map((name) =>
  content(`/${name}`, { topic: name === 'moon' || name === 'star' ? 'science' : 'food' }),
)
const OLD = content('/old', { topic: 'food' })
const now = (kind: ReaderEvent['kind'], item: ItemContent, at = Date.now()) => event(kind, item, { at })

/** A page view, with what is stored by then. */
function view(events: ReaderEvent[], stored: readonly ItemContent[] = PAGE, options: InklingOptions = {}) {
  const context = {
    grant: {
      signal: new AbortController().signal,
      consent: { creatives: false },
      options: resolveOptions({ calibration: 0, specialCategories: true, ...options }),
    },
    store: { events, items: new Map(stored.map((item) => [item.id, item])), vectors: new Map() },
  } as unknown as ConstructorParameters<typeof SnapshotWriter>[0]
  const scorer = new Scorer(context)
  const writer = new SnapshotWriter(Object.assign(context, { scorer }))
  const plan = (setting: Parameters<typeof writer.plan>[0]['setting'], candidates = PAGE) =>
    writer.plan({ name: 'top', element: document.body, candidates, isFirst: true, setting })
  return { scorer, writer, plan }
}
const shown = (name = 'top', edition: string | null = null) =>
  ids(
    plannedOrder(
      readSnapshot(),
      planOf(readSnapshot(), name),
      PAGE.map(({ id }) => ({ id, topic: undefined, pinned: false, breaking: false })),
      edition,
    ),
  )
const ranked = ({ scorer }: ReturnType<typeof view>, setting: Parameters<Scorer['rank']>[2]) =>
  ids(
    scorer.rank(
      PAGE.map(({ id, topic }) => ({ id, title: id, topic: topic! })),
      'top',
      setting,
    ).items,
  )

test('What is shown first next time is what is ranked now, with the rules that the list has.', () => {
  for (const rules of [{}, { displacement: 1 }, { strength: 0 }, { maxRun: 1 }]) {
    const page = view([now('read', OLD)])
    const setting = page.plan({ rules })
    page.writer.write()
    expect(shown()).toEqual(ranked(page, setting))
  }
  expect(ranked(view([now('read', OLD)]), { rules: {} })).not.toEqual(ids(PAGE))
})

test('What is sensitive holds its place also on a list that has no plan yet, and is hidden in no later view.', () => {
  const page = [...PAGE.slice(0, 3), content('/hiv', { text: 'hiv and breaking', topic: 'science', popularity: 1 })]
  const { scorer, writer } = view([now('read', OLD), now('read', content('/sun', { topic: 'science' }))], page, {
    specialCategories: false,
  })
  scorer.hideForVisit('/hiv', true)
  writer.write()
  const first = plannedOrder(
    readSnapshot(),
    planOf(readSnapshot(), 'another'),
    page.map(({ id }) => ({ id, topic: undefined, pinned: false, breaking: true })),
    null,
  )
  expect(ids(first)).toEqual(ids(PAGE.slice(0, 3)))
})

test('A page that is not in the file of popularity stands alike at the first paint and in rank().', () => {
  const page = view([now('read', content('/older', { topic: 'sport' }))])
  const items = PAGE.map(({ id, topic }) => ({ id, title: id, topic: topic! }))
  const files = {
    popularity: Object.fromEntries(items.slice(1).map(({ id }) => [id, 0.3])),
    unlisted: { figure: 0.05, until: Date.now() },
  }
  Object.assign(page.scorer, files)
  const known = items.map(page.scorer.content)
  const later = view([now('read', content('/older', { topic: 'sport' }))], known)
  Object.assign(later.scorer, files)
  const setting = later.plan({ rules: {} }, known)
  later.writer.write()
  expect(shown()).toEqual(ranked(later, setting))
  expect(shown().at(-1)).toBe(items[0]!.id)
})

test('A new page whose title predicts popularity stands alike at the first paint and in rank().', () => {
  const page = view([now('read', content('/older', { topic: 'sport' }))])
  const items = PAGE.map(({ id, topic }) => ({ id, title: id, topic: topic! }))
  const isNew = ({ id }: { readonly id: string }) => id === items.at(-1)!.id
  const files = {
    popularity: Object.fromEntries(items.filter((item) => !isNew(item)).map(({ id }) => [id, 0.3])),
    expected: () => 0.95,
  }
  Object.assign(page.scorer, files)
  const known = items.map(page.scorer.content)
  expect(known.map(({ popularity }) => popularity)).toEqual(items.map((item) => (isNew(item) ? 0.95 : 0.3)))
  const later = view([now('read', content('/older', { topic: 'sport' }))], known)
  Object.assign(later.scorer, files)
  const setting = later.plan({ rules: {} }, known)
  later.writer.write()
  expect(shown()).toEqual(ranked(later, setting))
  expect(shown()[0]).toBe(items.at(-1)!.id)
})

test('What was read on another page has changed the plan of a list that is not there.', () => {
  const front = view([now('read', content('/older', { topic: 'science' }))])
  front.plan({ rules: {} })
  front.writer.write()
  expect(shown().slice(0, 2).sort()).toEqual(['/moon', '/star'])
  const article = view([1, 2, 3, 4].map((i) => now('read', content(`/old/${i}`, { topic: 'food' }))))
  article.writer.write()
  expect(shown().slice(0, 2).sort()).toEqual(['/bread', '/oven'])
})

test('A new edition begins when it is first met: what was done before moves nothing, dismissals excepted.', () => {
  const before = [now('read', OLD, Date.now() - 1000), now('dismiss', PAGE[1]!, Date.now() - 1000)]
  const first = view(before)
  const setting = first.plan({ rules: {}, edition: 'noon' })
  expect(ranked(first, setting)).toEqual(['/moon', '/oven', '/star', '/bread'])
  first.writer.write()
  expect(shown('top', 'noon')).toEqual(['/moon', '/oven', '/star', '/bread'])

  // The next view of the same edition: what was opened since counts.
  const second = view([...before, now('read', content('/new', { topic: 'science' }), Date.now() + 1000)])
  const again = second.plan({ rules: {}, edition: 'noon' })
  expect(again.met).toEqual(setting.met)
  expect(ranked(second, again)).toEqual(['/moon', '/star', '/oven', '/bread'])
  second.writer.write()
  expect(shown('top', 'noon')).toEqual(ranked(second, again))
  expect(shown('top', 'evening')).toEqual(['/moon', '/oven', '/star', '/bread'])
})

test('Twenty lists have a plan, and what another script has written in their place is passed over.', () => {
  const page = view([now('read', OLD)])
  for (let i = 0; i < 25; i++)
    page.writer.plan({
      name: `list ${i}`,
      element: document.body,
      candidates: PAGE,
      isFirst: true,
      setting: { rules: {} },
    })
  page.writer.write()
  expect(Object.keys(readSnapshot().plans)).toEqual(Array.from({ length: 20 }, (_, i) => planKey(`list ${19 - i}`)))
  writeSnapshot({ plans: JSON.parse('{"a":null,"b":7,"c":{"items":"x"},"d":{"items":[null,7,["/moon"]]}}') })
  view([now('read', OLD)]).writer.write()
  expect(Object.entries(readSnapshot().plans).map(([key, { items }]) => [key, items.length])).toEqual([['d', 1]])
})

test('Plans have half of the room, and the first lists of a page have it, also while the reader is on another.', () => {
  const long = Array.from({ length: 100 }, (_, i) => content(`/${i}/${'x'.repeat(60)}`))
  const page = view([now('read', OLD)], long)
  for (let i = 0; i < 5; i++)
    page.writer.plan({
      name: `list ${i}`,
      element: document.body,
      candidates: long,
      isFirst: true,
      setting: { rules: {} },
    })
  for (const { writer } of [page, view([now('read', OLD)], long)]) {
    writer.write()
    expect(Object.keys(readSnapshot().plans)).toEqual([planKey('list 1'), planKey('list 0')])
    expect(JSON.stringify(readSnapshot()).length).toBeLessThanOrEqual(MAX_CHARACTERS)
  }
})

test('What is said of a topic holds in every edition, and before anything was opened: now, and at the next first paint.', () => {
  const raised = now('raise', content('inkling:interest/science', { topic: 'science' }), Date.now() - 1000)
  for (const events of [[raised], [raised, now('read', OLD, Date.now() - 900)]]) {
    localStorage.clear()
    const page = view(events)
    const setting = page.plan({ rules: {}, edition: 'evening' })
    page.writer.write()
    expect(ranked(page, setting).slice(0, 2)).toEqual(['/moon', '/star'])
    expect(shown('top', 'evening').slice(0, 2)).toEqual(['/moon', '/star'])
  }
})
