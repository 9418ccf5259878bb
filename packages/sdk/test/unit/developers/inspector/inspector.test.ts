// <inkling-inspector> with a mocked Inkling: what it requests and when, and the space that it takes and returns.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CheckReport } from '../../../../src/developers/check/report/report.ts'
import { openInspector } from '../../../../src/developers/inspector/inspector.ts'
import type { Explanation, Tally } from '../../../../src/types.ts'

const ITEMS = [
  { id: '/tram', title: 'A tram', topic: 'Towns', author: 'Ada' },
  { id: '/moon', title: 'A moon of Saturn', topic: 'Sky' },
  { id: '/kept', title: 'A notice' },
]
const PARTS = {
  interest: 1,
  topics: 0,
  seen: 0,
  coReading: 0,
  habits: 0,
  dismissed: 0,
  edits: 0,
  position: 0,
  freshness: 0,
  popularity: 0,
}
const whyOf = (id: string): Explanation | undefined =>
  id === '/kept'
    ? undefined
    : {
        id,
        score: 1,
        parts: PARTS,
        from: id === '/moon' ? 1 : 0,
        byScore: 0,
        to: id === '/moon' ? 0 : 1,
        tier: 'lexical',
        events: [],
        topics: [],
        rules: id === '/moon' ? [{ rule: 'diversity', from: 1, to: 0 }] : [],
        reason: { why: 'interests', without: 2 },
      }
const listNamed = (name: string, items = ITEMS): CheckReport['lists'][number] => ({
  name,
  at: `#${name}`,
  items,
  fixed: 0,
  reach: { tier: 'lexical', why: 'of the test' },
  from: { id: {}, title: {}, topic: {}, published: {} },
})
const report: CheckReport = {
  lists: [listNamed('top'), listNamed('side', ITEMS.slice(0, 1))],
  slots: [],
  findings: [{ severity: 'warning', code: 'same-name', message: 'Name each differently.' }],
}

let content = true
const explain = vi.fn(async (_: string, id: string) => (content ? whyOf(id) : undefined))
const consent = {
  get: () => ({ state: content ? 'granted' : 'denied', content, creatives: false, measurement: false }),
}
const status = async () => ({
  consent: consent.get(),
  engine: 'off',
  bytes: { loaded: 0, total: 0, fromCache: false },
  embedded: { texts: 0, milliseconds: 0 },
  events: 3,
  vectors: 0,
  pageViews: 2,
})
/** The opened items, with topics as in the history. */
const exportData = vi.fn(async () => ({
  events: content
    ? ['a', 'b', 'c', 'd', 'e'].map((item) => ({ kind: 'click', item, topic: item === 'e' ? 'towns' : 'sky' }))
    : [],
}))
const heard: Event[] = []
let tallies: readonly Tally[] = []
const measure = { summary: async () => tallies }
const options: { holdout?: number } = {}
const asked = { options, heard, check: vi.fn(() => report), version: '1.2.3', folder: 'http://localhost/inkling/' }

/** The last shadow root created, which is the inspector's own. */
let root: ShadowRoot
const roots: ShadowRoot[] = []
const attach = Element.prototype.attachShadow
Element.prototype.attachShadow = function (how) {
  root = attach.call(this, how)
  roots.push(root)
  return root
}
// Another element is in the page's markup.
document.body.innerHTML = '<inkling-inspector></inkling-inspector>'
openInspector(asked)
const element = document.documentElement.lastElementChild!
const find = (selector: string) => root.querySelector<HTMLElement>(selector)!
const settle = () => new Promise((resolve) => setTimeout(resolve))
/** Like the tag: the event is stored first, and then received by the element. */
async function tell(name: string, detail: unknown): Promise<void> {
  const event = new CustomEvent(name, { detail })
  heard.push(event)
  document.dispatchEvent(event)
  await settle()
  await settle()
}
async function open(): Promise<void> {
  find('.handle').click()
  await settle()
}
const ranked = {
  list: 'top',
  ranking: { tier: 'lexical', items: [], milliseconds: 1 },
  moved: 2,
  late: false,
  by: 'tag',
}

beforeEach(() => {
  content = true
  tallies = []
  delete options.holdout
  heard.length = 0
  vi.clearAllMocks()
  vi.stubGlobal('inkling', { explain, status, consent, exportData, measure })
  document.documentElement.append(element)
})
afterEach(() => {
  element.remove()
  vi.unstubAllGlobals()
})

test('Until it is opened nothing is asked, and the page has nothing of it but the element', async () => {
  await tell('inkling:ranked', ranked)
  expect([asked.check, explain].map((call) => call.mock.calls.length)).toEqual([0, 0])
  expect(document.documentElement.hasAttribute('style')).toBe(false)
  openInspector(asked)
  expect(document.querySelectorAll('inkling-inspector').length).toBe(2)
  expect(element.outerHTML).toBe('<inkling-inspector data-inkling-ignore=""></inkling-inspector>')
})

test('One that the page’s markup has stays empty, and is no inspector', () => {
  expect(document.body.firstElementChild!.outerHTML).toBe('<inkling-inspector></inkling-inspector>')
  expect(roots.map((each) => [each.host === element, each.textContent])).toEqual([
    [false, ''],
    [true, 'Inkling: Inspect'],
  ])
})

test('Items stand by their places, those that were not ranked last; what rules did is summed up', async () => {
  await open()
  const rows = [...root.querySelectorAll('.items > li')].map((row) => row.textContent)
  expect(rows.map((row) => /A \w+/.exec(row)![0])).toEqual(['A moon', 'A tram', 'A notice'])
  expect(rows[2]).toContain('not ranked')
  expect(find('#panel').textContent).toContain('diversity: 1 up')
  expect(find('#panel').textContent).toContain('not heard of being ordered')
  expect(find('#panel').textContent).toContain('Warning: Name each differently.')
  await tell('inkling:ranked', { ...ranked, why: 'seen' })
  expect(find('#panel').textContent).toContain('not moved: a frame had shown it · tag')
})

test('Of another list its items are asked for', async () => {
  await open()
  expect(explain).toHaveBeenCalledTimes(3)
  const select = find('select') as HTMLSelectElement
  select.value = '#side'
  select.dispatchEvent(new Event('change'))
  await settle()
  expect(explain).toHaveBeenLastCalledWith('side', '/tram')
  expect(root.querySelectorAll('.items > li').length).toBe(1)
})

/** Rows of a fairness table: name and figures. */
const figuresOf = (section: string) =>
  [...root.querySelectorAll(`[aria-labelledby=fair-${section}] tr`)].map((row) => row.textContent)

test('How fair the lists are is asked for with the tab, of every list, and told in tables', async () => {
  await open()
  expect(exportData).not.toHaveBeenCalled()
  explain.mockClear()
  find('#tab-fairness').click()
  await settle()
  expect(explain.mock.calls.filter(([list]) => list === 'side')).toEqual([['side', '/tram']])
  expect(find('#panel').textContent).toContain('npx --no inkling audit')
  expect(find('#panel').textContent).toContain('2 lists · 3 items')
  // The tram is still first on the page, whatever was computed, because nobody moved it. Two lists have one first place
  // each.
  expect(figuresOf('topic')).toEqual([
    'Towns',
    'as shown76%',
    'editors’ order76%',
    'by score alone76%',
    'opened20%',
    'Sky',
    'as shown24%',
    'editors’ order24%',
    'by score alone24%',
    'opened80%',
  ])
  expect(figuresOf('provider')).toContain('Ada')
  expect(figuresOf('provider')).toContain('without an author')
  expect(figuresOf('rare')).toEqual(['as shown0%', 'editors’ order0%', 'by score alone0%'])
  expect(figuresOf('calibration').length).toBe(3)
})

test('Where nothing is ranked, the fairness tab says so, and shows no picture', async () => {
  await open()
  explain.mockResolvedValue(undefined)
  find('#tab-fairness').click()
  await settle()
  expect(find('#panel').textContent).toContain('No list of this page is ranked for this reader')
  expect(root.querySelectorAll('table').length).toBe(0)
  explain.mockImplementation(async (_, id) => (content ? whyOf(id) : undefined))
})

test('A withdrawal empties the fairness tab at once', async () => {
  await open()
  find('#tab-fairness').click()
  await settle()
  expect(find('#panel').textContent).toContain('Sky')
  content = false
  const withdrawn = tell('inkling:consent', consent.get())
  expect(find('#panel').textContent).toBe('One moment …')
  await withdrawn
  expect(find('#panel').textContent).not.toContain('Sky')
})

test('The room that it takes is given back as it was, also when the element goes', async () => {
  const { style } = document.documentElement
  style.setProperty('margin-block-end', '3px')
  style.setProperty('margin-inline-end', '4px')
  const before = document.documentElement.getAttribute('style')
  await open()
  expect(document.documentElement.getAttribute('style')).not.toBe(before)
  find('[role=tab]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  expect(document.documentElement.getAttribute('style')).toBe(before)
  await open()
  element.remove()
  expect(document.documentElement.getAttribute('style')).toBe(before)
  document.documentElement.removeAttribute('style')
  document.documentElement.append(element)
  await open()
  find('[role=tab]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  expect(document.documentElement.hasAttribute('style')).toBe(false)
})

test('A withdrawal takes what is about the reader out of what was heard, at once', async () => {
  await tell('inkling:ranked', ranked)
  await tell('inkling:error', { code: 'engine-slow', message: 'slow' })
  await open()
  expect(find('#panel').textContent).toContain('A moon of Saturn')
  content = false
  const withdrawn = tell('inkling:consent', consent.get())
  expect(find('#panel').textContent).toBe('One moment …')
  expect(heard.map(({ type }) => type)).toEqual(['inkling:error', 'inkling:consent'])
  await withdrawn
  expect(find('#panel').textContent).toContain('Content is not agreed to')
})

test('An erasure empties what was heard, and of many events the latest are kept', async () => {
  for (let i = 0; i < 250; i++) heard.push(new CustomEvent('inkling:profile', { detail: { events: i } }))
  await tell('inkling:ranked', ranked)
  expect([heard.length, heard.at(-1)!.type]).toEqual([200, 'inkling:ranked'])
  await tell('inkling:profile', { events: 0 })
  expect(heard).toEqual([])
})

test('An event that is none of Inkling’s, says nothing, and leaves the rest as it is', async () => {
  await tell('inkling:ranked', { list: 'top' })
  await tell('inkling:ranked', { ...ranked, by: 'somebody else' })
  await tell('inkling:creative', null)
  await open()
  expect(find('#panel').textContent).toContain('not heard of being ordered')
  find('#tab-events').click()
  expect([...root.querySelectorAll('.log b')].map((each) => each.textContent)).toEqual([
    'inkling:creative',
    'inkling:ranked',
    'inkling:ranked',
  ])
})

test('Where the site compares, each arm’s tally stands under Status: what was counted, since the exposure and before', async () => {
  await open()
  find('#tab-status').click()
  expect(root.querySelector('.arms')).toBeNull()
  expect(find('#panel').textContent).not.toContain('arms')
  find('.pane #tab-lists').click()

  options.holdout = 0.1
  tallies = [
    { experiment: 'holdout', arm: 'ranked', since: 0, exposed: 1, told: 0, counts: { click: 3 }, before: { view: 2 } },
  ]
  await tell('inkling:exposure', { experiment: 'holdout', arm: 'ranked', list: 'top' })
  find('#tab-status').click()
  const rows = [...root.querySelectorAll('.arms tbody tr')].map((row) =>
    [...row.children].map(({ textContent }) => textContent),
  )
  expect(rows).toEqual([
    ['Page views', '0', '2'],
    ['Clicks', '3', '0'],
  ])
  expect(find('.arms caption').textContent).toMatch(/^holdout: ranked · assigned: .*1970 · first exposure: .*bit.*: 0$/)

  tallies = []
  await tell('inkling:outcome', {})
  expect(root.querySelector('.arms')).toBeNull()
  expect(find('#panel').textContent).toContain('None: measurement is not agreed to')
  find('[aria-selected=true]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
})
