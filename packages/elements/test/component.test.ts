import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Inkling } from '../../sdk/src/client/inkling-api.ts'
import { defineComponent, type Mount } from '../src/component.ts'
import { piece } from '../src/piece.ts'

let content = true
const inkling = { explain: () => {}, consent: { get: () => ({ content }) } } as unknown as Inkling
let count = 0
const tell = (name: string, detail: unknown) => document.dispatchEvent(new CustomEvent(name, { detail }))

/**
 * An element with a unique name, since a name can be defined only once. @returns its mount, and the calls it received
 */
function placed(lang = 'en') {
  const told: Array<[boolean, boolean]> = []
  const name = `inkling-test-${count++}`
  let mount!: Mount
  const start = vi.fn((given: Mount) => {
    mount = given
    return (may: boolean, erased: boolean) => {
      told.push([may, erased])
      if (may && !erased) given.show(piece('p', {}, 'something of the reader'))
    }
  })
  defineComponent(name, { style: '', start }, inkling)
  const element = document.createElement(name)
  element.lang = lang
  document.body.append(element)
  return { element, told, start, mount: () => mount, text: () => mount.root.textContent }
}

beforeEach(() => {
  content = true
})
afterEach(() => {
  document.body.replaceChildren()
})

test('what it shows is in a closed root, and nothing of it on the element', () => {
  const { element, text } = placed()
  expect(text()).toBe('something of the reader')
  expect(element.shadowRoot).toBeNull()
  expect(element.outerHTML).not.toContain('something')
  expect(Object.keys(element)).toEqual([])
})

test('a withdrawal empties it at once, and what was asked before comes no more', () => {
  const { told, text, mount } = placed()
  const counts = mount().asking()
  expect(counts()).toBe(true)
  content = false
  tell('inkling:consent', {})
  expect(text()).toBe('')
  expect(counts()).toBe(false)
  expect(told).toEqual([
    [true, false],
    [false, false],
  ])
})

test('an erasure empties it at once', () => {
  const { told, text, mount } = placed()
  const counts = mount().asking()
  tell('inkling:profile', { events: 0 })
  expect(text()).toBe('')
  expect(counts()).toBe(false)
  expect(told.at(-1)).toEqual([true, true])
})

test('of two questions the answer to the later one counts', () => {
  const { mount } = placed()
  const first = mount().asking()
  const second = mount().asking()
  expect([first(), second()]).toEqual([false, true])
})

test('without consent it is told so, and shows nothing', () => {
  content = false
  const { told, text } = placed()
  expect(told).toEqual([[false, false]])
  expect(text()).toBe('')
})

test('off the page it is empty and deaf; back again it starts anew', () => {
  const { element, told, start, mount, text } = placed()
  const { signal, show, asking } = mount()
  const counts = asking()
  element.remove()
  expect([signal.aborted, counts()]).toEqual([true, false])
  expect(text()).toBe('')
  show('late')
  tell('inkling:profile', { events: 3 })
  expect(text()).toBe('')
  expect(told.length).toBe(1)
  document.body.append(element)
  expect(start).toHaveBeenCalledTimes(2)
  expect(text()).toBe('something of the reader')
})

test('plurals, dates and shares are those of the language', () => {
  const forms = { one: '# строка', few: '# строки', other: '# строк' }
  const { speech } = placed('ru-RU').mount()
  expect([1, 3, 5, 21].map((n) => speech.count(n, forms))).toEqual(['1 строка', '3 строки', '5 строк', '21 строка'])
  const now = Date.UTC(2026, 10, 26, 12)
  expect(speech.when(now - 86_400_000, now)).toBe('вчера')
  const english = placed('en-GB').mount().speech
  expect(english.when(Date.UTC(2026, 0, 5, 12), now)).toBe('5 Jan 2026')
  expect(english.share(0.25)).toBe('25%')
  expect(placed('de').mount().speech).toMatchObject({ language: 'en', tag: 'en' })
  expect(placed('no tag!').mount().speech.tag).toBe('en')
})
