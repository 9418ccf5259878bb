import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { stub } from '../../stub.ts'
import { Sample, trusted } from './eye.ts'

let page: Sample
beforeEach(() => {
  page = new Sample()
})
afterEach(() => page.close())

const HEAD = `<link rel="canonical" href="https://paper.example/story?utm_source=x"><meta name="description" content="What it is about.">
  <script type="application/ld+json">{"url": "https://paper.example/story", "articleSection": "Science", "datePublished": "2026-11-01"}</script>`
const BASE_HEAD = `<base href="https://paper.example/">${HEAD}`
const story = (words: number, more = '') => `<article><h1>Moons</h1>${more}<p>${'word '.repeat(words)}</p></article>`

test('The one article of the page, without a link in it, is read under its canonical address.', () => {
  page.open(story(10), BASE_HEAD)
  page.stay(5)
  expect(page.events).toEqual([
    {
      kind: 'read',
      item: { id: '/story', title: 'Moons', summary: 'What it is about.', topic: 'Science', published: '2026-11-01' },
      seconds: 5,
    },
  ])
})

test('Each second of attention is reported until the text counts as read, and none in which the reader is away.', () => {
  page.open(story(10), BASE_HEAD)
  page.stay(2)
  page.focus(false)
  page.stay(20)
  page.focus(true)
  expect(page.readings).toEqual([
    ['/story', 1],
    ['/story', 2],
  ])
  page.stay(60)
  expect(page.readings.slice(2)).toEqual([
    ['/story', 3],
    ['/story', 4],
    ['/story', 5],
  ])
  expect(page.events).toMatchObject([{ kind: 'read', seconds: 5 }])
})

test('Links in an article do not give it their name.', () => {
  page.open(story(10, '<p>See <a href="/other">another, much longer story</a></p>'), BASE_HEAD)
  page.stay(5)
  expect(page.events.map(({ item }) => [item.id, item.title])).toEqual([['/story', 'Moons']])
})

test('A marked article comes first; articles in lists and slots, and several, are no page.', () => {
  page.open(`${story(5)}<article data-inkling-item="mine"><h1>Mine</h1></article>`, BASE_HEAD)
  page.stay(5)
  expect(page.events.map(({ item }) => item.id)).toEqual(['mine'])
  page.open(`${story(5)}${story(5)}<div data-inkling-list="top">${story(5)}</div>`, BASE_HEAD)
  page.stay(100)
  expect(page.events).toEqual([])
})

test('A longer text takes longer to count as read, but never more than 45 seconds; once is enough.', () => {
  // 500 words: 35 % of 500/238 minutes is 44.1 seconds.
  page.open(story(300), BASE_HEAD)
  page.stay(26)
  expect(page.events).toEqual([])
  page.stay(1)
  expect(page.events).toMatchObject([{ kind: 'read', seconds: 27 }])
  page.stay(600)
  page.leave()
  expect(page.events).toHaveLength(1)
  page.open(story(50_000), BASE_HEAD)
  page.stay(45)
  expect(page.events).toMatchObject([{ kind: 'read', seconds: 45 }])
})

test.each([
  // The number of words for 28 seconds at 35 % of 238 words per minute.
  ['English', 'word '.repeat(317)],
  ['Chinese, a character a word', '我们昨天学习汉字。'.repeat(40).slice(0, 357)],
  ['Japanese, a run of three kana a word', '彼の本は赤いです。'.repeat(53)],
  ['Thai, five characters a word', 'ภาษาไทยมี '.repeat(159)],
  ['Russian', 'слово '.repeat(317)],
  ['Korean, by blanks', '대통령은 '.repeat(317)],
])('A text without blanks takes its time, too: %s.', (_, text) => {
  page.open(`<article><p>${text}</p></article>`, BASE_HEAD.replace('</script>', '</script><title>Moons</title>'))
  page.stay(26)
  expect(page.events).toEqual([])
  page.stay(3)
  expect(page.events).toMatchObject([{ kind: 'read' }])
})

test('Dashes and quotation marks that stand alone are no words.', () => {
  page.open(`<article><h1>Moons</h1><p>${'— „ " – '.repeat(5000)}</p></article>`, BASE_HEAD)
  page.stay(5)
  expect(page.events).toMatchObject([{ kind: 'read', seconds: 5 }])
})

test('A hidden tab reads nothing; time goes on where it stopped.', () => {
  page.open(story(10), BASE_HEAD)
  page.stay(2)
  page.show(false)
  page.stay(60)
  expect(page.events).toEqual([])
  page.show(true)
  page.stay(3)
  expect(page.events).toMatchObject([{ kind: 'read', seconds: 5 }])
})

test('Half of the text must have been in view.', () => {
  const $ = page.open(story(10), BASE_HEAD)
  let top = 500
  stub($('article'), { getBoundingClientRect: () => ({ top, height: 4 * innerHeight }) })
  page.stay(20)
  expect(page.events).toEqual([])
  top = -innerHeight
  page.stay(1)
  expect(page.events).toMatchObject([{ kind: 'read', seconds: 21 }])
})

test('Who leaves before it is read has dwelt, who leaves at once has not.', () => {
  page.open(story(300), BASE_HEAD)
  page.stay(2)
  page.leave()
  expect(page.events).toEqual([])
  page.stay(6)
  page.leave()
  expect(page.events).toMatchObject([{ kind: 'dwell', item: { id: '/story' }, seconds: 8 }])
})

test('A page that is hidden may never be heard of again; coming back counts on, and says nothing twice.', () => {
  page.open(story(300), BASE_HEAD)
  page.stay(4)
  page.show(false)
  page.leave()
  expect(page.events).toMatchObject([{ kind: 'dwell', seconds: 4 }])
  page.show(true)
  page.stay(1)
  page.show(false)
  expect(page.events).toHaveLength(1)
  page.show(true)
  page.stay(1)
  page.show(false)
  page.leave()
  expect(page.events).toMatchObject([{ seconds: 4 }, { kind: 'dwell', seconds: 6 }])
  page.show(true)
  page.stay(60)
  page.leave()
  expect(page.events.slice(2)).toMatchObject([{ kind: 'read', seconds: 27 }])
})

test('However often a reader goes to and fro, few stays are told.', () => {
  page.open(story(300), BASE_HEAD)
  for (let i = 0; i < 24; i++) {
    page.stay(1)
    page.show(false)
    page.show(true)
  }
  expect(page.events.map(({ seconds }) => seconds)).toEqual([3, 5, 8, 12, 18])
})

test('A page without focus is not read: the reader is elsewhere.', () => {
  page.open(story(10), BASE_HEAD)
  page.focus(false)
  page.stay(60)
  expect(page.events).toEqual([])
  page.focus(true)
  page.stay(5)
  expect(page.events).toMatchObject([{ kind: 'read', seconds: 5 }])
})

/** Seconds recorded for a reader who shows activity once after two idle minutes and leaves ten seconds later. */
function afterIdling(sign: (find: (selector: string) => HTMLElement) => void) {
  const $ = page.open(`${story(50_000)}<div id="carousel"></div>`, BASE_HEAD)
  vi.advanceTimersByTime(120_000)
  sign($)
  vi.advanceTimersByTime(10_000)
  page.leave()
  return page.events[0]?.seconds
}

test('After half a minute without a sign of life nobody is there; with the next sign somebody is.', () => {
  expect(afterIdling(() => {})).toBe(29)
  for (const kind of ['pointermove', 'pointerdown', 'keyup', 'wheel', 'touchmove', 'scroll']) {
    expect([kind, afterIdling(() => trusted(document, new Event(kind)))]).toEqual([kind, 39])
  }
})

test('Coming back to the page is a sign of life.', () => {
  page.open(story(50_000), BASE_HEAD)
  vi.advanceTimersByTime(120_000)
  page.show(false)
  page.show(true)
  vi.advanceTimersByTime(20_000)
  expect(page.events).toMatchObject([
    { kind: 'dwell', seconds: 29 },
    { kind: 'read', seconds: 45 },
  ])
})

test('What moves by itself is no sign of life: a carousel, a script.', () => {
  expect(afterIdling(($) => trusted($('#carousel'), new Event('scroll')))).toBe(29)
  expect(afterIdling(() => document.dispatchEvent(new Event('pointermove')))).toBe(29)
})

test('A text that a script has taken away is not read.', () => {
  const $ = page.open(story(10), BASE_HEAD)
  page.stay(4)
  $('article').remove()
  page.stay(60)
  page.leave()
  expect(page.events).toMatchObject([{ kind: 'dwell', seconds: 4 }])
})

test('A text that comes later is as long, and as high, as it is then.', () => {
  const $ = page.open(story(1), BASE_HEAD)
  const article = $('article')
  let height = 100
  stub(article, { getBoundingClientRect: () => ({ top: 0, height }) })
  page.stay(2)
  height = 10 * innerHeight
  $('p').textContent = 'word '.repeat(300)
  page.stay(40)
  expect(page.events).toEqual([])
  height = 2 * innerHeight
  page.stay(1)
  expect(page.events).toMatchObject([{ kind: 'read', seconds: 43 }])
})
