// Compiled, never run (`tsc --noEmit`): what the types promise must hold, and what they forbid must not compile.

import {
  type Consent,
  type ConsentSource,
  createInkling,
  type ErrorCode,
  type EventKind,
  type Explanation,
  googlePurposes,
  type Inkling,
  type InklingEvents,
  InklingMisuse,
  type InklingOptions,
  type Item,
  type Purposes,
  type RankedItem,
  type Ranking,
  type ScoreParts,
  type Tier,
} from '../../src/index.ts'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function holds<_ extends true>() {}

const inkling: Inkling = createInkling()
createInkling({
  model: '/m/',
  download: 'never',
  consent: 'granted',
  page: true,
  demoteRead: false,
  backend: 'cpu',
  timeout: 1,
})

const source: ConsentSource = (set) => {
  set({ content: true }, true)
  // @ts-expect-error no such purpose
  set({ marketing: true })
  return () => {}
}
createInkling({ consent: source, audience: 'children', specialCategories: false })
createInkling({ consent: async (set) => set(googlePurposes({ personalization_storage: 'granted' })) })
holds<Same<ReturnType<typeof googlePurposes>, Purposes>>()
// @ts-expect-error granted or denied
googlePurposes({ ad_storage: true })
// @ts-expect-error no such audience
createInkling({ audience: 'kids' })

// @ts-expect-error no such option
createInkling({ modell: '/m/' })
// @ts-expect-error one of three words
createInkling({ download: 'later' })
// @ts-expect-error a URL is a string
createInkling({ model: new URL('https://x.example/') })
// @ts-expect-error left out is not undefined
createInkling({ model: undefined })
// @ts-expect-error not an object
createInkling('/m/')

const item: Item = {
  id: '/a',
  title: 'A',
  published: new Date(),
  tags: ['x'],
  popularity: 0.5,
  pinned: true,
  sensitive: true,
}
const items: readonly Item[] = [
  item,
  { id: '/b', title: 'B', published: '2026-11-24' },
  { id: '/c', title: 'C', published: 0 },
]
// @ts-expect-error an item has a title
const untitled: Item = { id: '/a' }
// @ts-expect-error an id is a string
const numbered: Item = { id: 1, title: 'A' }
// @ts-expect-error no such field
const extra: Item = { id: '/a', title: 'A', href: '/a' }
// @ts-expect-error an item isn't changed
item.title = 'B'

export async function use() {
  const ranking = await inkling.rank(items, { list: 'shelf' })
  holds<Same<typeof ranking, Ranking>>()
  holds<Same<Ranking['tier'], Tier>>()
  const first: RankedItem | undefined = ranking.items[0]
  const sum: number = first ? Object.values<number>({ ...first.parts }).reduce((a, b) => a + b, 0) : 0
  holds<
    Same<
      keyof ScoreParts,
      | 'interest'
      | 'coReading'
      | 'topics'
      | 'seen'
      | 'habits'
      | 'dismissed'
      | 'edits'
      | 'position'
      | 'freshness'
      | 'popularity'
    >
  >()
  // @ts-expect-error a ranking is read only
  ranking.items.push(first)
  // @ts-expect-error a list is a name
  await inkling.rank(items, { list: 7 })
  // @ts-expect-error items, not ids
  await inkling.rank(['/a'])

  await inkling.track('read', item, { seconds: 41, list: 'shelf' })
  // @ts-expect-error no such kind
  await inkling.track('clicked', item)
  // @ts-expect-error the item, not its id
  await inkling.track('read', '/a')
  holds<
    Same<
      EventKind,
      | 'impression'
      | 'click'
      | 'dwell'
      | 'read'
      | 'dismiss'
      | 'restore'
      | 'search'
      | 'purchase'
      | 'copy'
      | 'share'
      | 'watch'
      | 'finish'
      | 'follow'
      | 'unfollow'
      | 'raise'
      | 'lower'
      | 'pause'
      | 'more'
      | 'less'
      | 'dial'
      | 'shown'
      | 'goal'
    >
  >()

  const explained: Explanation | undefined = await inkling.explain(ranking, '/a')
  await inkling.explain('shelf', '/a')
  // @ts-expect-error there may be none
  explained.score

  inkling.consent.set({ content: true })
  inkling.consent.set({ content: true, creatives: true, measurement: false })
  // @ts-expect-error no such purpose
  inkling.consent.set({ marketing: true })
  // @ts-expect-error yes or no
  inkling.consent.set({ content: 'yes' })
  const consent: Consent = inkling.consent.get()
  holds<Same<Consent['state'], 'unknown' | 'denied' | 'granted'>>()
  // @ts-expect-error a choice is made by `set`
  consent.content = true

  const { events } = await inkling.exportData()
  holds<Same<(typeof events)[number]['kind'], EventKind>>()
  const deleted: number = await inkling.forget({ item: '/a' })
  for (const event of events) await inkling.forget({ event })
  // @ts-expect-error one of the two
  await inkling.forget({})
  // @ts-expect-error an event has a time
  await inkling.forget({ event: { item: '/a', kind: 'click' } })
  holds<Same<ReturnType<Inkling['exportCsv']>, Promise<string>>>()
  const imported = await inkling.importData('{}')
  // @ts-expect-error there may be nothing
  imported.events
  holds<Same<ReturnType<Inkling['undo']>, boolean>>()
  holds<Same<ReturnType<Inkling['erase']>, Promise<void>>>()
  holds<Same<ReturnType<Inkling['destroy']>, void>>()
  return [sum, explained, deleted]
}

export function listen(name: keyof InklingEvents) {
  document.addEventListener('inkling:ranked', (event) => {
    const { moved, late, by } = event.detail
    holds<Same<typeof event.detail, InklingEvents['inkling:ranked']>>()
    holds<Same<typeof by, 'snippet' | 'tag'>>()
    return [moved, late]
  })
  const codes: Record<ErrorCode, string> = {
    'script-unavailable': '',
    'script-twice': '',
    'ranker-unavailable': '',
    'popularity-unavailable': '',
    'co-reading-unavailable': '',
    'vectors-unavailable': '',
    'storage-unavailable': '',
    'storage-full': '',
    'model-unavailable': '',
    'model-damaged': '',
    'engine-failed': '',
    'engine-slow': '',
    'list-contested': '',
    'list-managed': '',
    'creative-fetches': '',
    'creative-unsafe': '',
    'campaigns-unavailable': '',
    'audience-refused': '',
    'experiments-unavailable': '',
    'analytics-failed': '',
    'consent-unavailable': '',
    'page-fault': '',
    'layout-shift': '',
  }
  // @ts-expect-error no such event
  const wrong: keyof InklingEvents = 'inkling:rank'
  return [name, codes, wrong, untitled, numbered, extra]
}

export function misuse(cause: unknown): string | undefined {
  return cause instanceof InklingMisuse ? cause.message : undefined
}

/** Options may be built up and passed on. */
export const options = (model: string): InklingOptions => ({
  model,
  ...(model.length > 1 && { download: 'now' as const }),
})
