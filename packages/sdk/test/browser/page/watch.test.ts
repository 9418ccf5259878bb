// What only a browser can test about tracking: layout, focus, real clicks, players, the clipboard.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { readList } from '../../../src/page/read/lists/list.ts'
import { pageItem } from '../../../src/page/read/page-item.ts'
import { type PageEvent, type Watch, watchPage } from '../../../src/page/track/watch-page.ts'

let events: PageEvent[] = []
let watch: Watch | undefined

beforeEach(() => {
  // The test controls the clock; frames and observers are the browser's.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  // Prevent navigation, so that the test's own page stays.
  document.body.onclick = document.body.onauxclick = (event) => {
    if (event.composedPath().some((each) => each instanceof HTMLAnchorElement)) event.preventDefault()
  }
  window.focus()
})
afterEach(() => {
  watch?.stop()
  vi.useRealTimers()
  document.body.innerHTML = ''
  window.focus()
})

function open(html: string, root: ParentNode & { innerHTML: string } = document.body) {
  root.innerHTML = html
  events = []
  watch = watchPage(document, (event) => events.push(event), pageItem(document, new Map()))
  for (const list of root.querySelectorAll('[data-inkling-list]')) {
    watch.list(readList(list, new Map(), document.baseURI))
  }
  return <E extends HTMLElement>(selector: string) => root.querySelector<E>(selector)!
}

const told = () => events.filter(({ kind }) => kind !== 'impression').map(({ kind, item }) => `${kind} ${item.id}`)
const seen = () => events.filter(({ kind }) => kind === 'impression').map(({ item }) => item.id)

/** Waits until the browser has painted and called its observers. */
async function painted() {
  for (let i = 0; i < 4; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
}
async function wait(milliseconds: number) {
  await painted()
  vi.advanceTimersByTime(milliseconds)
}

const item = (id: string, style: string, more = '') =>
  `<li style="${style}"><h3 style="margin: 0"><a href="/${id}">${id}</a></h3>${more}</li>`
const list = (items: string, style = '') =>
  `<ol data-inkling-list="top" style="margin: 0; padding: 0; list-style: none; ${style}">${items}</ol>`

test('By area: half of a small item, 30 % of a large one, half of the window of a taller one, of a carousel what is shown.', async () => {
  const [width, height] = [innerWidth, innerHeight]
  /** An item of this height, with so many pixels in the window. */
  const shows = async (tall: number, pixels: number, wide = 200) => {
    open(`<div style="height: ${height - pixels}px"></div>${list(item('a', `height: ${tall}px; width: ${wide}px`))}`)
    await wait(1100)
    watch!.stop()
    return seen().length
  }
  document.body.style.margin = '0'
  expect([await shows(100, 49), await shows(100, 51)]).toEqual([0, 1])
  const large = Math.ceil(250_000 / width)
  expect([await shows(large, 0.28 * large, width), await shows(large, 0.32 * large, width)]).toEqual([0, 1])
  const taller = height * 8
  expect([await shows(taller, 0.4 * height), await shows(taller, 0.75 * height)]).toEqual([0, 1])
  open(
    list(item('a', 'flex: 0 0 200px') + item('b', 'flex: 0 0 200px'), 'display: flex; width: 280px; overflow: hidden'),
  )
  await wait(1100)
  expect(seen()).toEqual(['/a'])
})

test('A list in an open shadow root is seen, and clicked, as any other.', async () => {
  document.body.innerHTML = '<div id="host"></div>'
  const root = document.querySelector('#host')!.attachShadow({ mode: 'open' })
  const $ = open(list(item('a', 'height: 50px', '<button data-inkling-dismiss>×</button>')), root)
  await wait(1100)
  expect(seen()).toEqual(['/a'])
  await userEvent.click($('a'))
  await userEvent.click($('button'))
  expect(told()).toEqual(['click /a', 'dismiss /a'])
})

test('A page that has lost focus shows nothing; with focus the second begins again.', async () => {
  open(list(item('a', 'height: 50px')))
  await wait(600)
  parent.focus()
  expect(document.hasFocus()).toBe(false)
  await wait(5000)
  expect(seen()).toEqual([])
  window.focus()
  expect(document.hasFocus()).toBe(true)
  await wait(999)
  expect(seen()).toEqual([])
  await wait(1)
  expect(seen()).toEqual(['/a'])
})

test('Focus in a frame of the page is focus on the page.', async () => {
  const $ = open(`${list(item('a', 'height: 50px'))}<iframe srcdoc="<input>"></iframe>`)
  await new Promise((resolve) => $('iframe').addEventListener('load', resolve, { once: true }))
  $<HTMLIFrameElement>('iframe').contentDocument!.querySelector('input')!.focus()
  expect(document.hasFocus()).toBe(true)
  await wait(1100)
  expect(seen()).toEqual(['/a'])
})

test('Controls in an item do something else; its link opens it, also with a modifier, by Enter and by a middle press.', async () => {
  const controls = `<button id="save">Save</button><label id="label">Compare <input type="checkbox"></label>
    <details><summary>More</summary>more</details><a id="cat" href="/science">Science</a>`
  const $ = open(list(item('a', '', controls)))
  for (const selector of ['#save', '#label', 'input', 'summary', '#cat']) await userEvent.click($(selector))
  expect(told()).toEqual([])
  await userEvent.click($('h3 a'), { modifiers: ['Control'] })
  await userEvent.click($('h3 a'), { modifiers: ['Shift'] })
  await userEvent.click($('h3 a'), { button: 'middle' })
  $('h3 a').focus()
  await userEvent.keyboard('{Enter}')
  expect(told()).toEqual(Array(4).fill('click /a'))
})

test('What a script makes a link: pressed, and by Enter; selecting text in it opens nothing.', async () => {
  const $ = open(
    list(`<li id="role" data-inkling-item="r" role="link" tabindex="0"><h3>Role</h3></li>
    <li data-inkling-item="c" data-inkling-open><h3>Card</h3><p><span id="from">Text to</span> be <span id="to">selected.</span></p></li>
    <li data-inkling-item="b"><h3>Button</h3><button data-inkling-open>Open</button></li>`),
  )
  await userEvent.click($('#role'))
  $('#role').focus()
  await userEvent.keyboard('{Enter}')
  $('button').focus()
  await userEvent.keyboard('{Enter}')
  await userEvent.click($('#from'))
  expect(told()).toEqual(['click r', 'click r', 'click b', 'click c'])
  await userEvent.dragAndDrop($('#from'), $('#to'))
  expect(getSelection()!.type).toBe('Range')
  expect(told()).toHaveLength(4)
})

test('A selection that ends on a link is no click.', async () => {
  const $ = open(list(item('a', '', '<p id="from">Words before it, selected from here</p>')))
  await userEvent.dragAndDrop($('#from'), $('a'))
  expect(getSelection()!.type).toBe('Range')
  expect(told()).toEqual([])
})

test('Copying by keys is told, of enough text; a script’s own copying is not.', async () => {
  const $ = open(`<article data-inkling-item="x"><h1>Story</h1><p id="long">A text that is long enough.</p><b>short</b>
    <textarea>What somebody has typed here is theirs.</textarea></article>`)
  const copy = async (selector: string) => {
    await userEvent.click($(selector))
    getSelection()!.selectAllChildren($(selector))
    await userEvent.keyboard('{Control>}c{/Control}')
  }
  await copy('b')
  await userEvent.click($('textarea'))
  await userEvent.keyboard('{Control>}a{/Control}{Control>}c{/Control}')
  expect(told()).toEqual([])
  $('#long').dispatchEvent(new ClipboardEvent('copy', { bubbles: true }))
  expect(told()).toEqual([])
  await copy('#long')
  expect(told()).toEqual(['copy x'])
  expect(JSON.stringify(events)).not.toContain('typed')
})

test('A search by Enter in its field, or by its button, is told before the page goes; other forms are not read.', async () => {
  const $ = open(`<form role="search" id="one"><input name="q"><button>Go</button></form>
    <form id="two"><input name="name"><button>Send</button></form>`)
  $('#one').onsubmit = $('#two').onsubmit = (event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  await userEvent.click($('#one input'))
  await userEvent.keyboard('New Moons{Enter}')
  await userEvent.fill($('#one input'), 'ada@example.com')
  await userEvent.click($('#one button'))
  await userEvent.fill($('#two input'), 'Ada')
  await userEvent.click($('#two button'))
  expect(told()).toEqual(['search ?new moons'])
})

/** A sound file with six seconds of a tone. */
function tone(): string {
  const [rate, seconds] = [8000, 6]
  const bytes = new Uint8Array(44 + rate * seconds)
  const view = new DataView(bytes.buffer)
  const text = (at: number, letters: string) => bytes.set(new TextEncoder().encode(letters), at)
  text(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  text(36, 'data')
  view.setUint32(40, rate * seconds, true)
  for (let i = 44; i < bytes.length; i++) bytes[i] = 128 + 40 * Math.sin(i / 3)
  return URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }))
}

test('What a player plays is told by quarters and at its end; jumping there is not; a silent loop is decoration.', async () => {
  vi.useRealTimers()
  const source = tone()
  const $ = open(`${list(item('a', '', `<audio controls src="${source}"></audio>`))}
    <article data-inkling-item="x"><h1>X</h1><video id="jump" src="${source}"></video></article>
    <video id="loop" muted loop autoplay src="${source}"></video>`)
  await userEvent.click($('h1'))
  const ends = (player: HTMLMediaElement) => new Promise((resolve) => player.addEventListener('ended', resolve))
  const [audio, jump, loop] = [$<HTMLAudioElement>('audio'), $<HTMLVideoElement>('#jump'), $<HTMLVideoElement>('#loop')]
  audio.playbackRate = loop.playbackRate = 4
  await Promise.all([ends(audio), audio.play()])
  await Promise.all([ends(jump), jump.play().then(() => (jump.currentTime = 5.7))])
  expect(loop.currentTime).toBeGreaterThan(0)
  expect(told()).toEqual(['watch /a', 'watch /a', 'watch /a', 'watch /a', 'finish /a'])
  expect(events.at(-1)!.seconds).toBe(6)
})

test('A player and a form in a shadow root that holds a list are heard.', async () => {
  vi.useRealTimers()
  document.body.innerHTML = '<div id="host"></div>'
  const root = document.querySelector('#host')!.attachShadow({ mode: 'open' })
  const $ = open(`<form role="search"><input></form>${list(item('a', '', `<audio src="${tone()}"></audio>`))}`, root)
  $('form').onsubmit = (event) => event.preventDefault()
  await userEvent.click($('input'))
  await userEvent.keyboard('moons{Enter}')
  const audio = $<HTMLAudioElement>('audio')
  audio.playbackRate = 4
  await audio.play()
  await vi.waitFor(() => expect(told()).toEqual(['search ?moons', 'watch /a']), { timeout: 20_000 })
  audio.pause()
})
