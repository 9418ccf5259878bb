import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readList } from '../../../src/page/list.ts'
import { readMetadata } from '../../../src/page/metadata.ts'
import { type PageEvent, type Watch, watchPage } from '../../../src/page/watch.ts'

/** An observer that sees what the test says. */
class Eye {
  static all: Eye[] = []
  readonly watched = new Set<Element>()
  constructor(
    readonly callback: (entries: Array<{ target: Element; intersectionRatio: number }>) => void,
    readonly options: { threshold: number },
  ) {
    Eye.all.push(this)
  }
  observe = (element: Element) => this.watched.add(element)
  unobserve = (element: Element) => this.watched.delete(element)
  disconnect = () => this.watched.clear()
  static see(target: Element, intersectionRatio: number) {
    for (const eye of Eye.all) if (eye.watched.has(target)) eye.callback([{ target, intersectionRatio }])
  }
}

let events: PageEvent[] = []
let watch: Watch | undefined
let visibility = 'visible'

beforeEach(() => {
  vi.useFakeTimers()
  Eye.all = []
  events = []
  visibility = 'visible'
  vi.stubGlobal('IntersectionObserver', Eye)
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility })
  document.head.innerHTML = ''
})

afterEach(() => {
  watch?.stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function open(html: string, head = '') {
  document.head.innerHTML = head
  document.body.innerHTML = html
  const metadata = readMetadata(document, document.baseURI)
  watch = watchPage(document, (event) => events.push(event), metadata)
  const element = document.querySelector('[data-inkling-list]')
  if (element) watch.list(readList(element, new Map(), 'https://paper.example/'))
  return (selector: string) => document.querySelector<HTMLElement>(selector)!
}

const LIST = `<ol data-inkling-list="top"><li id="a"><h3><a href="/a">A</a></h3><button data-inkling-dismiss><b>×</b></button><i>text</i></li>
  <li id="b"><h3><a href="/b">B</a></h3></li><li id="ad">Advertisement</li></ol><a id="out" href="/out">Out</a>`

/** happy-dom takes `isTrusted` from nobody: only a browser's own clicks have it. So the test lends it. */
function trusted(target: Element, type = 'click', button = 0) {
  const event = new MouseEvent(type, { bubbles: true, cancelable: true, button })
  Object.defineProperty(event, 'isTrusted', { value: true })
  target.dispatchEvent(event)
  return event
}

test('A trusted click on a link of an item is a click, wherever in the link it lands.', () => {
  const $ = open(LIST)
  const event = trusted($('#a a'))
  expect(events).toEqual([{ kind: 'click', item: { id: '/a', title: 'A' }, list: 'top' }])
  expect(event.defaultPrevented).toBe(false)
})

test('Scripted clicks teach nothing.', () => {
  const $ = open(LIST)
  $('#a a').addEventListener('click', (event) => event.preventDefault())
  $('#a a').click()
  $('#a a').dispatchEvent(new MouseEvent('click', { bubbles: true }))
  $('#a button').click()
  expect(events).toEqual([])
})

test('A dismissal, even by the icon within its button; not a click.', () => {
  const $ = open(LIST)
  trusted($('#a b'))
  expect(events.map(({ kind, item }) => [kind, item.id])).toEqual([['dismiss', '/a']])
})

test('A middle click opens the item too; a right click opens only a menu.', () => {
  const $ = open(LIST)
  trusted($('#a a'), 'auxclick', 1)
  trusted($('#b a'), 'auxclick', 2)
  expect(events.map(({ kind, item }) => [kind, item.id])).toEqual([['click', '/a']])
})

test('Clicks beside links, outside lists and on what is no item say nothing.', () => {
  const $ = open(LIST)
  for (const selector of ['#a i', '#out', '#ad', 'body']) trusted($(selector))
  expect(events).toEqual([])
})

test('A handler of the page that stops the event hides nothing.', () => {
  const $ = open(LIST)
  $('#a a').addEventListener('click', (event) => event.stopImmediatePropagation())
  trusted($('#a a'))
  expect(events).toHaveLength(1)
})

test('Half in view for a second is an impression, once; what is no item makes none.', () => {
  const $ = open(LIST)
  expect(Eye.all[0]!.options.threshold).toBe(0.5)
  expect(Eye.all[0]!.watched.has($('#ad'))).toBe(false)
  Eye.see($('#a'), 0.6)
  vi.advanceTimersByTime(999)
  expect(events).toEqual([])
  vi.advanceTimersByTime(1)
  expect(events).toEqual([{ kind: 'impression', item: { id: '/a', title: 'A' }, list: 'top' }])
  Eye.see($('#a'), 0.1)
  Eye.see($('#a'), 0.9)
  vi.advanceTimersByTime(5000)
  expect(events).toHaveLength(1)
})

test('Scrolled past within the second, less than half in view, or in a hidden tab: no impression.', () => {
  const $ = open(LIST)
  Eye.see($('#a'), 0.6)
  vi.advanceTimersByTime(600)
  Eye.see($('#a'), 0.2)
  vi.advanceTimersByTime(5000)
  Eye.see($('#a'), 0.49)
  vi.advanceTimersByTime(5000)
  visibility = 'hidden'
  Eye.see($('#b'), 1)
  vi.advanceTimersByTime(5000)
  expect(events).toEqual([])
})

test('Without IntersectionObserver clicks still count.', () => {
  vi.stubGlobal('IntersectionObserver', undefined)
  const $ = open(LIST)
  trusted($('#a a'))
  expect(events).toHaveLength(1)
})

test('After stop nothing is heard: no click, no impression under way, no reading.', () => {
  const $ = open(`${LIST}<article data-inkling-item="x">Words</article>`)
  Eye.see($('#a'), 1)
  watch!.stop()
  vi.advanceTimersByTime(60_000)
  trusted($('#a a'))
  trusted($('#a a'), 'auxclick', 1)
  window.dispatchEvent(new Event('pagehide'))
  expect(events).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})

const HEAD = `<link rel="canonical" href="https://paper.example/story?utm_source=x"><meta name="description" content="What it is about.">
  <script type="application/ld+json">{"url": "https://paper.example/story", "articleSection": "Science", "datePublished": "2026-11-01"}</script>`
const BASE_HEAD = `<base href="https://paper.example/">${HEAD}`
const story = (words: number, more = '') => `<article><h1>Moons</h1>${more}<p>${'word '.repeat(words)}</p></article>`

test('The one article of the page, without a link in it, is read under its canonical address.', () => {
  open(story(10), BASE_HEAD)
  vi.advanceTimersByTime(5000)
  expect(events).toEqual([
    {
      kind: 'read',
      item: { id: '/story', title: 'Moons', summary: 'What it is about.', topic: 'Science', published: '2026-11-01' },
      seconds: 5,
    },
  ])
})

test('Links in an article do not give it their name.', () => {
  open(story(10, '<p>See <a href="/other">another, much longer story</a></p>'), BASE_HEAD)
  vi.advanceTimersByTime(5000)
  expect(events.map(({ item }) => [item.id, item.title])).toEqual([['/story', 'Moons']])
})

test('A marked article comes first; articles in lists and slots, and several, are no page.', () => {
  open(`${story(5)}<article data-inkling-item="mine"><h1>Mine</h1></article>`, BASE_HEAD)
  vi.advanceTimersByTime(5000)
  expect(events.map(({ item }) => item.id)).toEqual(['mine'])
  watch!.stop()
  events = []
  open(`${story(5)}${story(5)}<div data-inkling-list="top">${story(5)}</div>`, BASE_HEAD)
  vi.advanceTimersByTime(100_000)
  expect(events).toEqual([])
})

test('A longer text takes longer to count as read, but never more than 45 seconds; once is enough.', () => {
  // 500 words: 35 % of 500 / 238 minutes are 44.1 seconds.
  open(story(300), BASE_HEAD)
  vi.advanceTimersByTime(26_000)
  expect(events).toEqual([])
  vi.advanceTimersByTime(1000)
  expect(events).toMatchObject([{ kind: 'read', seconds: 27 }])
  vi.advanceTimersByTime(600_000)
  window.dispatchEvent(new Event('pagehide'))
  expect(events).toHaveLength(1)
  watch!.stop()
  events = []
  open(story(50_000), BASE_HEAD)
  vi.advanceTimersByTime(45_000)
  expect(events).toMatchObject([{ kind: 'read', seconds: 45 }])
})

test('A hidden tab reads nothing; time goes on where it stopped.', () => {
  open(story(10), BASE_HEAD)
  vi.advanceTimersByTime(3000)
  visibility = 'hidden'
  vi.advanceTimersByTime(60_000)
  expect(events).toEqual([])
  visibility = 'visible'
  vi.advanceTimersByTime(2000)
  expect(events).toMatchObject([{ kind: 'read', seconds: 5 }])
})

test('Half of the text must have been in view.', () => {
  const $ = open(story(10), BASE_HEAD)
  let top = 500
  $('article').getBoundingClientRect = () => ({ top, height: 4 * innerHeight }) as DOMRect
  vi.advanceTimersByTime(20_000)
  expect(events).toEqual([])
  top = -innerHeight
  vi.advanceTimersByTime(1000)
  expect(events).toMatchObject([{ kind: 'read', seconds: 21 }])
})

test('Who leaves before it is read has dwelt, who leaves at once has not.', () => {
  open(story(300), BASE_HEAD)
  vi.advanceTimersByTime(2000)
  window.dispatchEvent(new Event('pagehide'))
  expect(events).toEqual([])
  vi.advanceTimersByTime(8000)
  window.dispatchEvent(new Event('pagehide'))
  expect(events).toMatchObject([{ kind: 'dwell', item: { id: '/story' }, seconds: 8 }])
})
