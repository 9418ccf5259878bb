import { afterEach, beforeEach, expect, test } from 'vitest'
import { BASE, Sample, trusted } from './eye.ts'

let page: Sample
beforeEach(() => {
  page = new Sample()
})
afterEach(() => page.close())

const YOUTUBE = 'https://www.youtube.com'
const VIMEO = 'https://player.vimeo.com'
const HTML = `<ol data-inkling-list="wall"><li><h3><a href="/a">A</a></h3><iframe srcdoc="" id="in"></iframe></li></ol>
  <article data-inkling-item="x"><h1>Story</h1><iframe srcdoc="" id="mine"></iframe></article><iframe srcdoc="" id="out"></iframe>`

/** Adds a frame; nothing is loaded into it. @returns posts a message as if from the frame */
function frames() {
  page.open(HTML, BASE)
  return (selector: string, origin: string) => {
    const source = {}
    Object.defineProperty(document.querySelector(selector)!, 'contentWindow', { configurable: true, value: source })
    return (data: unknown, sender: unknown = source) => {
      const event = new MessageEvent('message', { origin, data })
      Object.defineProperty(event, 'source', { value: sender })
      trusted(window, event)
    }
  }
}
const told = () => page.events.map(({ kind, item, seconds }) => `${kind} ${item.id} ${seconds}`)

test('YouTube: what has changed is told, the length only now and then; its end by state.', () => {
  const say = frames()('#in', YOUTUBE)
  say(JSON.stringify({ event: 'initialDelivery', info: { duration: 40, currentTime: 0, muted: false } }))
  for (let at = 0; at <= 40; at += 0.5) say(JSON.stringify({ event: 'infoDelivery', info: { currentTime: at } }))
  say(JSON.stringify({ event: 'infoDelivery', info: { currentTime: 40, playerState: 0 } }))
  say(JSON.stringify({ event: 'onStateChange', info: 0 }))
  expect(told()).toEqual(['watch /a 9', 'watch /a 19', 'watch /a 29', 'watch /a 39', 'finish /a 40'])
})

test('Vimeo: as text and as an object, with its own names.', () => {
  const say = frames()('#mine', VIMEO)
  for (let at = 0; at <= 40; at += 0.5) {
    const message = { event: 'timeupdate', data: { seconds: at, duration: 40, percent: at / 40 } }
    say(at % 1 ? message : JSON.stringify(message))
  }
  say({ event: 'ended', data: { seconds: 40, duration: 40 } })
  expect(told().at(-1)).toBe('finish x 40')
})

test('A film that begins without a sound says nothing until it is heard.', () => {
  const say = frames()('#in', YOUTUBE)
  document.querySelector('iframe')!.setAttribute('src', 'about:blank?autoplay=1&mute=1')
  const play = () => {
    for (let at = 0; at <= 12; at += 0.5)
      say(JSON.stringify({ event: 'infoDelivery', info: { currentTime: at, duration: 40 } }))
  }
  play()
  expect(told()).toEqual([])
  say(JSON.stringify({ event: 'infoDelivery', info: { muted: false } }))
  play()
  expect(told()).toEqual(['watch /a 9'])
})

test('Nobody else is listened to: other origins, frames in no item, windows that are no frame.', () => {
  const frame = frames()
  const report = (say: (data: unknown, sender?: unknown) => void, sender?: unknown) => {
    for (let at = 0; at <= 40; at += 0.5) say(JSON.stringify({ info: { currentTime: at, duration: 40 } }), sender)
  }
  report(frame('#in', 'https://evil.example'))
  report(frame('#in', 'https://www.youtube.com.evil.example'))
  report(frame('#in', 'http://www.youtube.com'))
  report(frame('#out', YOUTUBE))
  report(frame('#in', YOUTUBE), window)
  expect(told()).toEqual([])
})

test('Whatever is said is survived.', () => {
  const say = frames()('#in', YOUTUBE)
  const circular: Record<string, unknown> = {}
  circular['info'] = circular
  for (const odd of [
    undefined,
    null,
    0,
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '{"info":null}',
    '{"info":"x"}',
    '{"info":{"currentTime":"1","duration":[]}}',
    `{"info":{"currentTime":1,"duration":40,"x":"${'x'.repeat(30_000)}"}}`,
    circular,
    { data: { seconds: Number.NaN, duration: -1 } },
    { data: { seconds: 1e308, duration: 1e308 } },
  ])
    say(odd)
  expect(page.faults).toEqual([])
  expect(told()).toEqual([])
})
