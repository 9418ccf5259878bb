// <inkling-why> on an item with a mocked Inkling: what it shows, what it requests, and what it forgets.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Inkling } from '../../sdk/src/client/inkling-api.ts'
import type { Dial, Explanation } from '../../sdk/src/types.ts'
import { define as defineWhy } from '../src/why/why.ts'

const NOW = Date.now()
const EVENT = {
  item: '/rings',
  text: 'The rings of Saturn',
  title: 'The rings of Saturn',
  kind: 'read',
  at: NOW,
} as const
const WHY: Explanation = {
  id: '/moon',
  score: 1,
  parts: {
    interest: 1.5,
    topics: 0.5,
    seen: 0,
    coReading: 0,
    habits: 0,
    dismissed: -1,
    edits: 0,
    position: 0.001,
    freshness: 0,
    popularity: 0,
  },
  from: 1,
  byScore: 0,
  to: 0,
  tier: 'lexical',
  events: [],
  topics: [],
  rules: [],
  reason: { why: 'event', event: EVENT, events: [EVENT], without: 3 },
}

let content: boolean
let why: Explanation | undefined
let dial: Dial
const undoEdit = vi.fn(async () => {})
const calls = {
  explain: vi.fn(async () => why),
  status: vi.fn(async () => ({ dial })),
  track: vi.fn(async () => {}),
  editInterest: vi.fn(async () => ({ undo: undoEdit })),
  undo: vi.fn(() => true),
  redo: vi.fn(async () => {}),
}
const inkling = { ...calls, consent: { get: () => ({ content }) } } as unknown as Inkling

/** The last closed root, for access in tests. */
let root: ShadowRoot
const attach = Element.prototype.attachShadow
Element.prototype.attachShadow = function (how) {
  root = attach.call(this, how)
  return root
}
defineWhy(inkling)

const ITEM =
  '<li data-inkling-item="/moon"><h2><a href="/moon">A moon of Saturn</a></h2><inkling-why></inkling-why></li>'
function place(item = ITEM, lang = 'en') {
  document.documentElement.lang = lang
  document.body.innerHTML = `<ol data-inkling-list="top">${item}</ol>`
}
const find = (selector: string) => root.querySelector<HTMLElement>(selector)
const button = (text: string) => [...root.querySelectorAll('button')].find((each) => each.textContent === text)
const settle = () => new Promise((resolve) => setTimeout(resolve))
async function press(text: string) {
  button(text)!.click()
  await settle()
}
const said = () => find('[role=status]')!.textContent
const tell = (name: string, detail: unknown = {}) => document.dispatchEvent(new CustomEvent(name, { detail }))

beforeEach(() => {
  content = true
  why = WHY
  dial = 'balanced'
  vi.clearAllMocks()
})
afterEach(() => document.body.replaceChildren())

test('Until it is opened nothing is asked; then the reason is told, and what counted, the largest first', async () => {
  place()
  expect(find('.ask')!.getAttribute('aria-label')).toBe('Why is this here: A moon of Saturn')
  expect(calls.explain).not.toHaveBeenCalled()
  await press('?')
  expect(calls.explain).toHaveBeenCalledExactlyOnceWith('top', '/moon')
  expect(find('h2')!.textContent).toBe('Because you read “The rings of Saturn” today.')
  // Negligible parts are omitted.
  expect([...root.querySelectorAll('.part')].map((each) => each.textContent)).toEqual([
    'Like what you opened+50%',
    'Like what you hid−33%',
    'Topics and authors you open+17%',
  ])
  expect(
    [...root.querySelectorAll<HTMLElement>('.bar i')].map((each) => each.style.getPropertyValue('--much')),
  ).toEqual(['1.000', '0.667', '0.333'])
})

test('In Russian it speaks Russian', async () => {
  place(ITEM, 'ru')
  await press('?')
  expect(find('h2')!.textContent).toBe('Потому что сегодня вы прочли «The rings of Saturn».')
  expect(button('Больше такого')).toBeDefined()
})

test('Nothing of the reader is in the page, open or not', async () => {
  place()
  await press('?')
  expect(document.documentElement.outerHTML).not.toContain('rings')
  expect(document.querySelector('inkling-why')!.shadowRoot).toBeNull()
})

test.each([
  ['More like this', 'editInterest', { how: 'more', item: { id: '/moon', title: 'A moon of Saturn' } }],
  ['Less like this', 'editInterest', { how: 'less', item: { id: '/moon', title: 'A moon of Saturn' } }],
] as const)('%s is an edit, and taken back at once', async (label, call, edit) => {
  place()
  await press('?')
  await press(label)
  expect(calls[call]).toHaveBeenCalledExactlyOnceWith(edit)
  expect(said()).toContain('Noted')
  await press('Undo')
  expect(undoEdit).toHaveBeenCalledOnce()
  expect([said(), button('Undo')]).toEqual(['Taken back.', undefined])
})

test('Hiding is a dismissal, taken back by its restoration', async () => {
  place()
  await press('?')
  await press('Hide')
  expect(calls.track).toHaveBeenCalledExactlyOnceWith(
    'dismiss',
    { id: '/moon', title: 'A moon of Saturn' },
    { list: 'top' },
  )
  await press('Undo')
  expect(calls.track).toHaveBeenLastCalledWith('restore', { id: '/moon', title: 'A moon of Saturn' }, { list: 'top' })
})

test.each([
  [
    'en',
    'Where the page has it',
    'Nothing is learned',
    'Hide',
    'Hidden until you leave this page, and not kept',
    'More like this',
  ],
  ['ru', 'На своём месте', 'ничего не запоминается', 'Скрыть', 'не сохранено', 'Больше такого'],
])(
  'Of something sensitive it says that nothing is learned, and offers nothing that would be: %s',
  async (lang, ...texts) => {
    const [reason, unlearned, hide, hidden, more] = texts
    why = { ...WHY, sensitive: true, reason: { why: 'sensitive' } }
    place(ITEM, lang)
    await press('?')
    expect(find('h2')!.textContent).toContain(reason)
    expect(find('.panel')!.textContent).toContain(unlearned)
    expect(button(more)).toBeUndefined()
    await press(hide)
    expect(said()).toContain(hidden)
    // It is then last, with another reason, and still nothing is learned.
    why = { ...why, reason: { why: 'dismissed' } }
    tell('inkling:ranked')
    await settle()
    expect(find('.panel')!.textContent).toContain(unlearned)
  },
)

test('What the page has marked as sensitive is offered no action, since it is no item; of others nothing of the kind is said', async () => {
  why = undefined
  place(ITEM.replace('<li', '<li data-inkling-sensitive'))
  await press('?')
  expect(find('.panel')!.textContent).toContain('Nothing is learned')
  expect([button('More like this'), button('Less like this'), button('Hide')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  place()
  await press('?')
  expect(find('.panel')!.textContent).not.toContain('Nothing is learned')
  expect(button('Hide')).toBeDefined()
})

test('The order of the page and the reader’s own are each the way back of the other', async () => {
  place()
  await press('?')
  await press('Original order')
  expect(calls.undo).toHaveBeenCalledExactlyOnceWith('top')
  await press('Undo')
  expect(calls.redo).toHaveBeenCalledExactlyOnceWith('top')
  await press('My order')
  expect(calls.redo).toHaveBeenCalledTimes(2)
  await press('Undo')
  expect(calls.undo).toHaveBeenCalledTimes(2)
})

test('A list that stands so already offers no way back', async () => {
  calls.undo.mockReturnValueOnce(false)
  place()
  await press('?')
  await press('Original order')
  expect(button('Undo')).toBeUndefined()
})

test('The dial shows how it stands, and turns', async () => {
  dial = 'familiar'
  place()
  await press('?')
  const input = (to: Dial) => find(`input[value=${to}]`) as HTMLInputElement
  expect([input('familiar').checked, input('explore').checked]).toEqual([true, false])
  input('explore').click()
  input('explore').dispatchEvent(new Event('change'))
  await settle()
  expect(calls.editInterest).toHaveBeenLastCalledWith({ how: 'dial', to: 'explore' })
  expect([input('familiar').checked, input('explore').checked]).toEqual([false, true])
})

test('What fails is said, and what can’t be told, too', async () => {
  why = undefined
  calls.editInterest.mockRejectedValueOnce(new Error('no'))
  place()
  await press('?')
  expect(find('h2')!.textContent).toMatch(/^There is nothing to tell/)
  expect(find('details')).toBeNull()
  await press('More like this')
  expect(said()).toBe('That did not work.')
  calls.explain.mockRejectedValueOnce(new Error('no'))
  await press('×')
  await press('?')
  expect(said()).toBe('That did not work.')
})

test('A withdrawal closes it and empties it at once, and an answer that comes then is not shown', async () => {
  place()
  await press('?')
  let answer!: (why: Explanation) => void
  calls.explain.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
  tell('inkling:ranked')
  content = false
  tell('inkling:consent')
  expect(root.textContent).toBe('')
  answer(WHY)
  await settle()
  expect(root.textContent).toBe('')
  content = true
  tell('inkling:consent')
  expect(root.textContent).toBe('?')
})

test('An erasure leaves it open, and empty of what was known', async () => {
  place()
  await press('?')
  tell('inkling:profile', { events: 0 })
  expect(root.textContent).not.toContain('Saturn')
  expect(find('h2')!.textContent).toMatch(/^There is nothing to tell/)
})

test('What was taken out of the history is named no more, and what a press has done stays said', async () => {
  place()
  await press('?')
  calls.editInterest.mockImplementationOnce(async () => {
    tell('inkling:profile', { events: 5 })
    return { undo: undoEdit }
  })
  why = { ...WHY, reason: { why: 'new', without: 2 } }
  await press('More like this')
  expect(find('h2')!.textContent).toBe('Mostly because it is new.')
  expect(said()).toContain('Noted')
  expect(button('Undo')).toBeDefined()
})

test('Without consent, or on no item, there is nothing to press', () => {
  content = false
  place()
  expect(root.textContent).toBe('')
  content = true
  place('<li><inkling-why></inkling-why></li>')
  expect(root.textContent).toBe('')
})

test('Its own attributes name the item where the markup doesn’t', async () => {
  place('<li><inkling-why item="/star" list="shelf" topic="Space"></inkling-why></li>')
  why = { ...WHY, reason: { why: 'topic', topic: 'space-2', events: [EVENT], without: 3 } }
  await press('?')
  expect(calls.explain).toHaveBeenCalledWith('shelf', '/star')
  expect(find('h2')!.textContent).toBe('Because you opened 1 thing on Space today.')
})

test('Escape and the cross close it, and the focus goes back', async () => {
  place()
  await press('?')
  expect(find('.ask')!.getAttribute('aria-expanded')).toBe('true')
  const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
  find('.panel')!.dispatchEvent(event)
  expect([find('.panel'), root.activeElement, event.defaultPrevented]).toEqual([null, find('.ask'), true])
  await press('?')
  await press('×')
  expect([find('.panel'), root.activeElement]).toEqual([null, find('.ask')])
})

test('A press in it is none on the item', async () => {
  place()
  const heard = vi.fn()
  document.querySelector('li')!.addEventListener('click', heard)
  await press('?')
  expect(heard).not.toHaveBeenCalled()
})
