// @vitest-environment node
// Showings and clicks, reconstructed from page views and from what pages listed.

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readListedPages } from '../../src/evaluate/fitting/listed-pages.ts'
import { writeShowings } from '../../src/evaluate/fitting/read-views.ts'
import { readLog } from '../../src/evaluate/log/read-log.ts'
import { BROWSER, stampOf } from '../popularity/make.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 10, 24)
const SITE = { base: undefined, include: [], exclude: [] }
const STORIES = ['/stories/big-storm', '/stories/new-mayor', '/stories/old-bridge']
const LISTED = [
  { page: '/', items: STORIES.slice(0, 2) },
  { page: '/', from: START + 60 * MINUTE, items: [...STORIES].reverse() },
  { page: '/news/', items: [{ id: STORIES[2], title: 'The old bridge', topic: 'city' }] },
]

interface Visit {
  readonly reader: number
  readonly minute: number
  readonly page: string
  /** Minutes from the page's view to the click. */
  readonly clicks: ReadonlyArray<{ readonly item: string; readonly delay: number }>
}

/** Each reader has visits so far apart that they are separate. */
const visits = fc.array(
  fc.record({
    reader: fc.integer({ min: 1, max: 4 }),
    minute: fc.nat(80),
    page: fc.constantFrom('/', '/news'),
    clicks: fc.array(fc.record({ item: fc.constantFrom(...STORIES), delay: fc.integer({ min: 1, max: 5 }) }), {
      maxLength: 3,
    }),
  }),
  { minLength: 1, maxLength: 12 },
)

interface Request {
  readonly at: number
  readonly reader: number
  readonly target: string
  readonly referrer?: string
}

function requestsOf(all: readonly Visit[]): Request[] {
  return all
    .flatMap(({ reader, minute, page, clicks }) => {
      const at = START + minute * MINUTE
      return [
        { at, reader, target: page },
        ...clicks.map(({ item, delay }) => ({
          at: at + delay * MINUTE,
          reader,
          target: `${item}/?utm_source=front`,
          referrer: `https://paper.example${page}`,
        })),
      ]
    })
    .sort((a, b) => a.at - b.at)
}

const combinedLine = ({ at, reader, target, referrer = '-' }: Request) =>
  `192.0.2.${reader} - - [${stampOf(at)}] "GET ${target} HTTP/1.1" 200 512 "${referrer}" "${BROWSER}"`

const ga4Row = ({ at, reader, target, referrer }: Request) =>
  JSON.stringify({
    event_date: '20261124',
    event_timestamp: `${at * 1000}`,
    event_name: 'page_view',
    user_pseudo_id: `${reader}.1700000000`,
    event_params: [
      { key: 'ga_session_id', value: { int_value: '7' } },
      { key: 'page_location', value: { string_value: `https://paper.example${target}` } },
      ...(referrer ? [{ key: 'page_referrer', value: { string_value: referrer } }] : []),
    ],
  })

async function reconstructed(lines: readonly string[], listed: readonly unknown[] = LISTED) {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-views-'))
  const path = (name: string) => join(folder, name)
  writeFileSync(path('listed'), listed.map((line) => JSON.stringify(line)).join('\n'))
  writeFileSync(path('views'), `${lines.join('\n')}\n`)
  const told: string[] = []
  const onMalformed = (line: number, why: string) => told.push(`${line}: ${why}`)
  const pages = await readListedPages(path('listed'), SITE, onMalformed)
  const coverage = await writeShowings(path('views'), pages, undefined, path('events'), { onMalformed })
  const addresses = pages.items.map(({ address }) => address)
  const log = await readLog(path('events')).catch(() => undefined)
  const lists = (log?.lists ?? []).map((list) => ({
    at: list.at,
    user: list.user,
    items: list.items.map((item) => addresses[Number(item)]),
    clicked: [...list.clicked].map((item) => addresses[Number(item)]).sort(),
  }))
  return { lists, coverage, told, items: log?.items }
}

/** The items of a page at a time. */
const listedOn = (page: string, at: number) =>
  page === '/news' ? [STORIES[2]!] : at >= START + 60 * MINUTE ? [...STORIES].reverse() : STORIES.slice(0, 2)

/** Only one visit a reader, so that the truth is plain. */
const separate = (all: readonly Visit[]) => [...new Map(all.map((visit) => [visit.reader, visit])).values()]

test('Every view of a listing page is a showing, and a view that it links to is a click, in all formats.', async () => {
  await fc.assert(
    fc.asyncProperty(visits, async (all) => {
      const chosen = separate(all)
      const requests = requestsOf(chosen)
      const server = await reconstructed(requests.map(combinedLine))
      const ga4 = await reconstructed(requests.map(ga4Row))
      expect(server.told).toEqual([])
      const truth = chosen.map(({ minute, page, clicks }) => {
        const at = START + minute * MINUTE
        const items = listedOn(page, at)
        const clicked = [...new Set(clicks.map(({ item }) => item))].filter((item) => items.includes(item)).sort()
        return { at, items, clicked }
      })
      const plain = (lists: typeof server.lists) => lists.map(({ user: _, ...list }) => JSON.stringify(list)).sort()
      expect(ga4.coverage).toEqual(server.coverage)
      expect(server.coverage.showings).toBe(truth.length)
      // A log without clicks is refused later.
      if (!truth.some(({ clicked }) => clicked.length)) return
      expect(plain(server.lists)).toEqual(truth.map((list) => JSON.stringify(list)).sort())
      expect(plain(ga4.lists)).toEqual(plain(server.lists))
    }),
    { numRuns: 40 },
  )
})

test('Readers of a server’s log are new in each visit; GA4 recognises them.', async () => {
  const twice = [0, 300].flatMap((minute) =>
    requestsOf([{ reader: 1, minute, page: '/', clicks: [{ item: STORIES[0]!, delay: 1 }] }]),
  )
  const users = async (lines: string[]) => new Set((await reconstructed(lines)).lists.map(({ user }) => user)).size
  expect(await users(twice.map(combinedLine))).toBe(2)
  expect(await users(twice.map(ga4Row))).toBe(1)
})

test('A click from a page whose view is missing is counted as unseen; a pause of half an hour ends the visit.', async () => {
  const [view, click] = requestsOf([{ reader: 1, minute: 0, page: '/', clicks: [{ item: STORIES[0]!, delay: 2 }] }])
  const other = { ...click!, reader: 2 }
  const late = { ...click!, at: click!.at + 40 * MINUTE }
  const { coverage } = await reconstructed([view!, click!, other, late].map(combinedLine))
  expect(coverage).toEqual({ views: 4, showings: 1, clicks: 1, unseen: 2, late: 0 })
})

test('Items have the fields that the file states, or the words of their address.', async () => {
  const { items } = await reconstructed(
    requestsOf([{ reader: 1, minute: 0, page: '/', clicks: [{ item: STORIES[0]!, delay: 1 }] }]).map(combinedLine),
  )
  expect([...items!.values()].map(({ title, topic }) => [title, topic])).toEqual([
    ['big storm', undefined],
    ['new mayor', undefined],
    ['The old bridge', 'city'],
  ])
})

test('Wrong lines of the file are told, and a file that lists nothing is refused.', async () => {
  const { told } = await reconstructed(
    [combinedLine({ at: START, reader: 1, target: '/' })],
    [
      ...LISTED,
      { items: ['/a'] },
      { page: '/', from: 'soon', items: ['/a'] },
      { page: '/', items: [] },
      { page: '/', items: [7] },
    ],
  )
  expect(told).toEqual([
    '4: "page" is not an address of the site',
    '5: "from" is not a time',
    '6: "items" is empty',
    '7: an item is not an object',
  ])
  await expect(reconstructed([], [{ page: '/', items: [] }])).rejects.toThrow('lists nothing')
})
