// Tests the built bundle. The server must serve packages/sdk/dist at its root.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CheckReport } from '../../../../src/developers/check/report/report.ts'

type Check = (options?: { frameworkOf?: (element: Element) => string | undefined }) => CheckReport

let check: Check
beforeEach(async () => {
  const url = new URL('/check.js', location.href).href
  check = ((await import(/* @vite-ignore */ url)) as { check: Check }).check
})
afterEach(() => {
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

const story = (i: number) => `<li><h3><a href="/${i}">Story ${i}</a></h3></li>`
const LIST = `<ol data-inkling-list="top">${[1, 2, 3, 4].map(story).join('')}</ol>`

test('inkling.check() prints what it found in a group, with the elements, and returns the report.', () => {
  document.body.innerHTML = `${LIST}<ul data-inkling-list="few">${story(5)}</ul>`
  const group = vi.spyOn(console, 'group').mockImplementation(() => {})
  const end = vi.spyOn(console, 'groupEnd').mockImplementation(() => {})
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  const report = check()
  expect(report.lists).toMatchObject([{ name: 'top', at: 'ol', fixed: 0 }, { name: 'few' }])
  expect(report.lists[0]!.items.map(({ id }) => id)).toEqual(['/1', '/2', '/3', '/4'])
  expect(group).toHaveBeenCalledWith(expect.stringContaining('2 lists,'))
  expect(end).toHaveBeenCalledOnce()
  const printed = log.mock.calls.map(([text]) => String(text))
  expect(printed.some((text) => text.includes('List “top” (ol): 4 items'))).toBe(true)
  expect(printed.some((text) => text.startsWith('error: There is no tag'))).toBe(true)
  expect(log.mock.calls.some(([, element]) => element === document.querySelector('ul'))).toBe(true)
})

test.each([
  ['CSS', 'placed-by-css', '<style>ol { display: flex; flex-direction: column-reverse }</style>', ''],
  ['a script', 'placed-by-script', '', 'position: absolute; left: 0px; top: 0px'],
])('Items that %s places are told.', (_, code, css, style) => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  document.body.innerHTML = css + LIST
  for (const item of document.querySelectorAll<HTMLElement>('li')) item.style.cssText = style
  expect(
    check()
      .findings.filter(({ code }) => code.startsWith('placed'))
      .map(({ code }) => code),
  ).toEqual([code])
})

test('What scripts made is seen: a list filled late, one in a shadow root that a script attached, one of a framework.', () => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  document.body.innerHTML = `<ol data-inkling-list="late"></ol><x-feed></x-feed>`
  document.querySelector('ol')!.insertAdjacentHTML('beforeend', story(1) + story(2) + story(3))
  document.querySelector('x-feed')!.attachShadow({ mode: 'open' }).innerHTML = LIST
  const { lists, findings } = check({
    frameworkOf: (element) => (element.isConnected && element.localName === 'ol' ? 'Vue' : undefined),
  })
  expect(lists.map(({ name, items }) => [name, items.length])).toEqual([
    ['late', 3],
    ['top', 4],
  ])
  expect(findings.filter(({ code }) => code === 'framework')).toHaveLength(2)
})

test('A page of 50,000 nodes with a long list is checked, and nothing in it moves or loads.', () => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  const rest = '<div><p>t<span>x</span><a href="/a">l</a></p><ul><li>1<li>2</ul></div>'.repeat(7200)
  document.body.innerHTML = `<ol data-inkling-list="top">${Array.from({ length: 250 }, (_, i) => story(i)).join('')}</ol>${rest}`
  expect(document.querySelectorAll('*').length).toBeGreaterThan(50_000)
  const changes: MutationRecord[] = []
  const observer = new MutationObserver((records) => changes.push(...records))
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  const { findings } = check()
  changes.push(...observer.takeRecords())
  observer.disconnect()
  expect(findings.map(({ code }) => code)).toContain('too-long')
  expect(changes).toEqual([])
})
