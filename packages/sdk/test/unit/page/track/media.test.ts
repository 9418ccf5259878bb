import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchProgress } from '../../../../src/page/track/media/progress.ts'
import type { Subject } from '../../../../src/page/track/subject.ts'
import { BASE, Sample, trusted } from './eye.ts'

let page: Sample
beforeEach(() => {
  page = new Sample()
})
afterEach(() => page.close())

const HTML = `<ol data-inkling-list="wall"><li><h3><a href="/a">A</a></h3><video id="in"></video></li></ol>
  <article data-inkling-item="x"><h1>Story</h1><video id="mine"></video></article><video id="out"></video>
  <div data-inkling-ignore><video id="ad"></video></div>`

/** A player of 40 seconds whose position the test sets. */
function player(selector: string, more: object = {}) {
  const element = document.querySelector(selector)!
  const state = {
    currentTime: 0,
    duration: 40,
    paused: false,
    seeking: false,
    ended: false,
    muted: false,
    volume: 1,
    loop: false,
    autoplay: false,
    ...more,
  }
  for (const key of Object.keys(state)) {
    Object.defineProperty(element, key, { configurable: true, get: () => state[key as keyof typeof state] })
  }
  const at = (seconds: number, kind = 'timeupdate') => {
    state.currentTime = seconds
    trusted(element, new Event(kind))
  }
  return {
    state,
    at,
    play(from: number, to: number) {
      for (let seconds = from; seconds <= to; seconds += 0.25) at(seconds)
    },
  }
}

const told = () => page.events.map(({ kind, item, seconds }) => `${kind} ${item.id} ${seconds}`)

test('Quarters and the end are told, with the seconds played, of the item around the player.', () => {
  page.open(HTML, BASE)
  const { play, at, state } = player('#in')
  play(0, 40)
  state.paused = state.ended = true
  at(40, 'ended')
  expect(told()).toEqual(['watch /a 9', 'watch /a 19', 'watch /a 29', 'watch /a 39', 'finish /a 40'])
  expect(page.events.every(({ list }) => list === 'wall')).toBe(true)
})

test('A player in no item belongs to the page’s, wherever it stands; one that the site asks not to look at to none.', () => {
  page.open(HTML, BASE)
  for (const selector of ['#mine', '#out', '#ad']) player(selector).play(0, 11)
  expect(told()).toEqual(['watch x 9', 'watch x 9'])
})

test('Jumps are not played: neither to the end, nor by dragging, nor while it is paused.', () => {
  page.open(HTML, BASE)
  const { at, state, play } = player('#in')
  play(0, 5)
  state.seeking = true
  play(5, 38)
  state.seeking = false
  at(39)
  at(10)
  state.paused = true
  play(10, 35)
  state.ended = true
  at(40, 'ended')
  expect(told()).toEqual([])
})

test('What plays by itself without a sound is decoration; once it is heard, it counts.', () => {
  page.open(HTML, BASE)
  const loop = player('#in', { muted: true, loop: true })
  loop.play(0, 40)
  const advertisement = player('#mine', { volume: 0, autoplay: true })
  advertisement.play(0, 40)
  expect(told()).toEqual([])
  loop.state.muted = false
  loop.play(0, 10)
  expect(told()).toEqual(['watch /a 9'])
  // Somebody who pressed play with the sound off may be reading subtitles.
  player('#out', { muted: true }).play(0, 10)
  expect(told()).toEqual(['watch /a 9', 'watch x 9'])
})

test('Sound effects and broadcasts without an end have no quarters.', () => {
  page.open(HTML, BASE)
  player('#in', { duration: 4.9 }).play(0, 4.9)
  player('#mine', { duration: Number.POSITIVE_INFINITY }).play(0, 100)
  player('#out', { duration: Number.NaN }).play(0, 100)
  expect(told()).toEqual([])
})

test('The next film in the same player begins at nothing; the same once more is told again.', () => {
  page.open(HTML, BASE)
  const { play, at, state } = player('#in')
  play(0, 12)
  state.duration = 80
  play(0, 12)
  expect(told()).toEqual(['watch /a 9'])
  play(12, 80)
  at(80, 'ended')
  expect(
    told()
      .slice(1)
      .map((each) => each.split(' ')[0]),
  ).toEqual(['watch', 'watch', 'watch', 'watch', 'finish'])
  play(0, 19)
  expect(told().at(-1)).toBe('watch /a 18')
})

test('Who listens or watches is there without moving a hand.', () => {
  page.open(`<article data-inkling-item="x"><h1>Long</h1><p>${'word '.repeat(900)}</p><video></video></article>`, BASE)
  const { at } = player('video', { duration: 1e6 })
  for (let second = 0; second < 44; second++) {
    at(second)
    vi.advanceTimersByTime(1000)
  }
  page.leave()
  expect(told()).toEqual(['dwell x 44'])
})

test('Whatever a player reports: seconds never exceed what it has played, quarters come once each, and in order.', () => {
  const reports = fc.record({
    at: fc.double({ min: 0, max: 60, noNaN: true }),
    playing: fc.boolean(),
    ended: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(reports, { maxLength: 200 }), (all) => {
      const told: Array<[string, number]> = []
      const report = watchProgress((kind, _, seconds) => told.push([kind, seconds!]))
      const subject: Subject = { item: { id: '/a', title: 'A' }, unit: [document.body] }
      let [last, played] = [0, 0]
      for (const each of all) {
        if (each.playing) played += Math.max(0, each.at - last)
        last = each.at
        report(document.body, subject, { duration: 60, ...each })
        for (const [, seconds] of told.splice(0)) expect(seconds).toBeLessThanOrEqual(Math.ceil(played))
      }
    }),
  )
})
