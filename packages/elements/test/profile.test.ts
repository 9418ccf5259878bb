// What the profile shows and what each button does, using only Inkling's public methods.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Inkling } from '../../sdk/src/client/inkling-api.ts'
import type { EventKind, Profile, ReaderEvent } from '../../sdk/src/types.ts'
import { STEPS, topicHistories } from '../src/profile/course.ts'
import { define as defineProfile } from '../src/profile/profile.ts'

const DAY = 86_400_000
const NOW = Date.now()
const event = (kind: EventKind, item: string, topic: string, ago = 0): ReaderEvent => ({
  kind,
  at: NOW - ago * DAY,
  item,
  text: `${topic}: The story ${item}. What it says.`,
  fingerprint: item,
  topic,
})

/** Inkling's mocked data, and the calls it received. */
let events: ReaderEvent[] = []
let topics: Array<Profile['topics'][number]> = []
let content = true
const undo = vi.fn(async () => {})
const asked = vi.fn()
const news = (name: string, detail: unknown) => document.dispatchEvent(new CustomEvent(name, { detail }))
const inkling = {
  explain: () => {},
  consent: {
    get: () => ({ state: content ? 'granted' : 'denied', content, creatives: false, measurement: false }),
    deny() {
      content = false
      news('inkling:consent', {})
    },
  },
  profile: async () => ({ topics, events: events.length }),
  dismissed: async () =>
    events
      .filter(({ kind }) => kind === 'dismiss')
      .map(({ item, at }) => ({ id: item, title: `The story ${item}`, at })),
  exportData: async () => ({ version: 1, events, items: [{ id: '/x', text: 'x', fingerprint: 'x', topic: 'sport' }] }),
  exportCsv: async () => 'kind,at',
  async editInterest(edit: unknown) {
    asked('edit', edit)
    return { undo }
  },
  async forget({ event: gone }: { event: ReaderEvent }) {
    asked('forget', gone.item)
    events = events.filter((each) => each !== gone)
    news('inkling:profile', { events: events.length })
    return 1
  },
  track: async (kind: string, item: { id: string }) => asked(kind, item.id),
  async erase() {
    events = []
    topics = []
    news('inkling:profile', { events: 0 })
  },
} as unknown as Inkling

/** Closed roots are only accessible here. */
let root!: ShadowRoot
const attach = Element.prototype.attachShadow
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5000 })
const text = () => root.textContent ?? ''
const names = () =>
  [...root.querySelectorAll('button')].map((each) => each.getAttribute('aria-label') ?? each.textContent)
const button = (name: string) =>
  [...root.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent) === name)!

async function place(lang = 'en') {
  Element.prototype.attachShadow = function (init) {
    root = attach.call(this, init)
    return root
  }
  defineProfile(inkling)
  const element = document.createElement('inkling-profile')
  element.lang = lang
  element.setAttribute('topics', '{"space": "Space & time", "food": 7}')
  document.body.append(element)
  Element.prototype.attachShadow = attach
  await until(() => expect(root.querySelector('section')).toBeTruthy())
  return element
}

beforeEach(() => {
  content = true
  events = [event('read', '/a', 'space', 1), event('click', '/b', 'food', 2), event('dismiss', '/c', 'sport', 3)]
  topics = [
    { topic: 'space', share: 0.75, level: 2 },
    { topic: 'food', share: 0.25 },
    { topic: 'music', share: 0, paused: true },
  ]
  asked.mockClear()
  undo.mockClear()
})
afterEach(() => {
  document.body.replaceChildren()
})

test('Interests are told in words as well as in bars, in either language, and nothing of them is on the element.', async () => {
  const element = await place()
  expect(text()).toMatch(/Space & time75%raised by 2 steps/)
  expect(text()).toContain('paused: counts for nothing')
  expect(element.outerHTML).not.toMatch(/75|raised|story|music/)
  element.remove()
  await place('ru')
  expect(text()).toMatch(/выше на 2 шага/)
  for (const word of ['More', 'Delete', 'agreed', 'Saw']) expect(text()).not.toContain(word)
})

test('Each button asks for what it says, and what can be taken back is, by one press.', async () => {
  await place()
  for (const [name, how, topic] of [
    ['More: Space & time', 'raise', 'space'],
    ['Less: food', 'lower', 'food'],
    ['Pause: food', 'pause', 'food'],
    ['Resume: music', 'resume', 'music'],
    ['More: sport', 'raise', 'sport'],
  ] as const) {
    button(name).click()
    await until(() => expect(asked).toHaveBeenLastCalledWith('edit', { how, topic }))
    await until(() => expect(names()).toContain('Undo'))
  }
  button('Undo').click()
  await until(() => expect(undo).toHaveBeenCalledOnce())
  await until(() => expect(text()).toContain('Undone.'))
  button('Show again: “The story /c”').click()
  await until(() => expect(asked).toHaveBeenLastCalledWith('restore', '/c'))
})

test('At the end of the scale a step does nothing, and the button keeps the focus.', async () => {
  topics = [{ topic: 'space', share: 1, level: 3 }]
  await place()
  const up = button('More: Space & time')
  up.focus()
  up.click()
  expect(asked).not.toHaveBeenCalled()
  expect([up.getAttribute('aria-disabled'), root.activeElement]).toEqual(['true', up])
})

test('What cannot be taken back is asked once more, with the way out first and in focus.', async () => {
  await place()
  button('Remove: food').focus()
  button('Remove: food').click()
  expect(asked).not.toHaveBeenCalled()
  expect(root.activeElement?.textContent).toBe('Keep it')
  button('Keep it').click()
  expect(names()).toContain('Remove: food')
  button('Remove: food').click()
  button('Remove').click()
  await until(() => expect(asked).toHaveBeenLastCalledWith('edit', { how: 'remove', topic: 'food' }))
})

test('The history is searched as one types, and deleted row by row; the focus goes to the row that follows.', async () => {
  await place()
  const search = root.querySelector<HTMLInputElement>('[type=search]')!
  const type = (value: string) => {
    search.value = value
    search.dispatchEvent(new Event('input'))
  }
  const found = () => [...root.querySelectorAll('[aria-labelledby=rows] li')].map((row) => row.firstChild?.textContent)
  expect(found()).toEqual(['Read “The story /a”', 'Opened “The story /b”', 'Hid “The story /c”'])
  type('SPACE & story')
  expect(found()).toEqual(['Read “The story /a”'])
  type('opened')
  expect(found()).toEqual(['Opened “The story /b”'])
  type('nowhere')
  expect(text()).toContain('Nothing found.')
  type('')
  const first = button('Delete: Read “The story /a”')
  first.focus()
  first.click()
  await until(() => expect(found()).toEqual(['Opened “The story /b”', 'Hid “The story /c”']))
  expect(asked).toHaveBeenCalledWith('forget', '/a')
  await until(() => expect(root.activeElement?.getAttribute('aria-label')).toBe('Delete: Opened “The story /b”'))
})

test('What was only seen is listed when it is asked for, and long histories page by page.', async () => {
  events = Array.from({ length: 45 }, (_, i) => event(i % 2 ? 'impression' : 'read', `/${i}`, 'space', i))
  await place()
  const rows = () => root.querySelectorAll('[aria-labelledby=rows] li').length
  expect(rows()).toBe(20)
  expect(text()).toContain('23 entries')
  root.querySelector<HTMLInputElement>('[type=checkbox]')!.click()
  expect(text()).toContain('45 entries')
  button('Show more').click()
  expect(rows()).toBe(40)
})

test('An erasure and a withdrawal empty it in the same moment, and only say that it is done.', async () => {
  await place()
  button('Delete everything').click()
  button('Delete everything').click()
  expect(text()).not.toMatch(/space|Space|food|story/)
  await until(() => expect(text()).toContain('Everything is deleted.'))
  expect(text()).not.toMatch(/space|Space|food|story/)
  events = [event('read', '/a', 'space')]
  news('inkling:profile', { events: 1 })
  await until(() => expect(text()).toContain('The story /a'))
  button('Withdraw consent').click()
  button('Withdraw consent').click()
  expect(text()).toBe('Nothing is kept of you here: you have not agreed to it.')
})

test('What was pressed before everything went says nothing of it afterwards.', async () => {
  await place()
  let go = () => {}
  const slow = vi
    .spyOn(inkling, 'editInterest')
    .mockReturnValue(new Promise((resolve) => (go = () => resolve({ undo }))))
  button('More: Space & time').click()
  await inkling.erase()
  go()
  await until(() => expect(text()).toContain('Nothing is known yet'))
  expect(text()).not.toMatch(/Space/)
  slow.mockRestore()
})

test('What cannot be read, or done, is told, and what was there stays.', async () => {
  await place()
  const broken = vi.spyOn(inkling, 'editInterest').mockRejectedValue(new Error('x'))
  button('More: Space & time').click()
  await until(() => expect(text()).toContain('That did not work.'))
  expect(text()).toContain('Space & time')
  broken.mockRestore()
})

test('The course counts things and not events, step by step, and tells a trend only of what it has seen before.', () => {
  const all = [
    ...[50, 45, 40].map((ago, i) => event('read', `/old${i}`, 'food', ago)),
    ...[3, 2, 1].map((ago, i) => event('read', `/new${i}`, 'space', ago)),
    event('click', '/new0', 'space', 3),
    event('impression', '/seen', 'sport', 1),
    event('read', '/ahead', 'space', -2),
  ]
  const courses = topicHistories(all, NOW)
  expect(courses.get('space')).toMatchObject({ trend: 'rising' })
  expect(courses.get('food')).toMatchObject({ trend: 'fading' })
  expect(courses.get('sport')).toBeUndefined()
  expect(courses.get('space')!.counts).toHaveLength(STEPS)
  expect(courses.get('space')!.counts.reduce((sum, count) => sum + count, 0)).toBe(3)
  expect(topicHistories([event('read', '/a', 'space', 1)], NOW).get('space')).toEqual({
    counts: [0, 0, 0, 0, 0, 0, 1, 0],
  })
})
