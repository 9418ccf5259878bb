// Tests the built snippet, inline in the head of complete documents, each in its own frame.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EMPTY, type Snapshot } from '../../../src/first-paint/snapshot.ts'

interface First {
  readonly lists: WeakMap<
    Element,
    {
      readonly original: readonly Element[]
      moved: number
      sorted: boolean
      seen: boolean
      wait: number
      at: number
      undo(): void
    }
  >
  readonly slots: WeakMap<Element, { readonly creative: string; undo(): void }>
}
type FrameWindow = Window & { inkling?: unknown[] & { first?: First }; frames_: string[] }

let snippet = ''
let frame: HTMLIFrameElement

beforeEach(async () => {
  snippet ||= await (await fetch('/snippet.js')).text()
  localStorage.clear()
  sessionStorage.clear()
})

afterEach(() => {
  frame?.remove()
  localStorage.clear()
  sessionStorage.clear()
})

const GRANT = { state: 'granted', content: true, creatives: true, measurement: false }

function remember(snapshot: Partial<Snapshot> | string, consent: object | null = GRANT, at = Date.now()) {
  const text =
    typeof snapshot === 'string'
      ? snapshot
      : JSON.stringify({ ...EMPTY, known: true, position: 0.1, unmanaged: ['top', 'in'], ...snapshot })
  localStorage.setItem('inkling.snapshot', text)
  if (consent) localStorage.setItem('inkling.consent', JSON.stringify({ ...consent, at }))
}

const item = (id: string, more = '') => `<li id="${id}" ${more}><h3><a href="/${id}">${id}</a></h3></li>`
const list = (items: string, more = '') => `<ol data-inkling-list="top" ${more}>${items}</ol>`
const ABC = list(item('a') + item('b') + item('c'))
/** Nobody has seen what comes after it, however long the parser pauses. */
const BELOW = '<div style="height: 5000px"></div>'
const SCORES = { '/a': 0, '/b': 0.5, '/c': 1 }

/** Records the order of the list in every painted frame, as the reader sees it. */
const SPY = `<script>window.frames_ = []; const look = () => { const l = document.querySelector('[data-inkling-list]');
  if (l && l.children.length) frames_.push([...l.children].map((e) => e.id).join('')); requestAnimationFrame(look) }; requestAnimationFrame(look)</script>`

const head = (script = `<script>${snippet}</script>`) => `<!doctype html><html><head>${SPY}${script}</head><body>`
const orderOf = (selector = '[data-inkling-list]') =>
  [...frame.contentDocument!.querySelector(selector)!.children]
    .filter(({ tagName }) => tagName === 'LI')
    .map(({ id }) => id)
    .join('')
const windowOf = () => frame.contentWindow as unknown as FrameWindow
const first = () => windowOf().inkling?.first
const element = (selector: string) => frame.contentDocument!.querySelector(selector)!
const listOf = (selector = '[data-inkling-list]') => first()!.lists.get(element(selector))

/**
 * A complete document whose body arrives in one piece, with content after the list. Otherwise the parser might pause
 * between or after the items, and a frame or an image's response might come before the ordering. `stream` tests a
 * pausing parser.
 */
const show = (body: string) =>
  open(
    `${head()}<script>document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(`${body}<p>`).replaceAll('<', '\\x3c')})</script>`,
  )

async function open(html: string) {
  frame = document.createElement('iframe')
  frame.width = frame.height = '400'
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  frame.srcdoc = html
  document.body.append(frame)
  await loaded
}

async function reload() {
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  frame.contentWindow!.location.reload()
  await loaded
}

/** A document that arrives in pieces. */
async function stream(beginning = head()) {
  frame = document.createElement('iframe')
  frame.width = frame.height = '400'
  document.body.append(frame)
  const { contentDocument } = frame
  contentDocument!.open()
  contentDocument!.write(beginning)
  return {
    write: (html: string) => contentDocument!.write(html),
    end: () => contentDocument!.close(),
    painted: async (least: number) => vi.waitFor(() => expect(windowOf().frames_.length).toBeGreaterThanOrEqual(least)),
  }
}

test('The list is sorted before a frame shows it, by what the snapshot knows; undo restores it.', async () => {
  remember({ scores: SCORES })
  await show(ABC)
  await vi.waitFor(() => expect(windowOf().frames_.length).toBeGreaterThan(1))
  expect(new Set(windowOf().frames_)).toEqual(new Set(['cba']))
  const done = listOf()
  expect(done).toMatchObject({ moved: 2, seen: false })
  expect(done!.original.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  done!.undo()
  expect(orderOf()).toBe('abc')
})

test('It sorts as soon as the parser has gone past the list, long before the document ends.', async () => {
  remember({ scores: SCORES })
  const { write, end } = await stream()
  write(ABC.slice(0, ABC.indexOf('</ol>')))
  await Promise.resolve()
  expect(orderOf()).toBe('abc')
  write('</ol><p>more to come')
  await vi.waitFor(() => expect(orderOf()).toBe('cba'))
  expect(frame.contentDocument!.readyState).toBe('loading')
  end()
})

test('A frame has shown the half of it: it gives way, and the list stays as the editor made it.', async () => {
  remember({ scores: SCORES })
  const { write, end, painted } = await stream()
  write(ABC.slice(0, ABC.indexOf('<li id="c"')))
  await painted(2)
  write(`${item('c')}</ol><p>end`)
  end()
  await vi.waitFor(() => expect(orderOf()).toBe('abc'))
  await painted(windowOf().frames_.length + 2)
  expect(new Set(windowOf().frames_)).toEqual(new Set(['ab', 'abc']))
  expect(listOf()).toMatchObject({ seen: true, moved: 0 })
})

test('A list below the window was not seen: it is sorted when it is whole.', async () => {
  remember({ scores: SCORES })
  const { write, end, painted } = await stream()
  write(`${BELOW}${ABC.slice(0, ABC.indexOf('<li id="c"'))}`)
  await painted(2)
  write(`${item('c')}</ol><p>end`)
  end()
  await vi.waitFor(() => expect(orderOf()).toBe('cba'))
})

test('A list with nothing behind it is sorted when the document ends.', async () => {
  remember({ scores: SCORES })
  const { write, end, painted } = await stream()
  write(`${BELOW}${ABC}`)
  await painted(2)
  expect(orderOf()).toBe('abc')
  end()
  await vi.waitFor(() => expect(orderOf()).toBe('cba'))
})

const stays = async (body = ABC) => {
  await show(body)
  await vi.waitFor(() => expect(windowOf().frames_.length).toBeGreaterThan(0))
  expect(new Set(windowOf().frames_)).toEqual(new Set(['abc']))
}

test.each([
  ['no choice', null, 0],
  ['a refusal', { ...GRANT, state: 'denied' }, 0],
  ['a grant that is seven months old', GRANT, 213],
  ['a grant for creatives alone', { ...GRANT, content: false }, 0],
])('With %s nothing is touched, nothing stored.', async (_, consent, days) => {
  remember({ scores: SCORES }, consent, Date.now() - days * 86_400_000)
  const before = JSON.stringify(localStorage)
  await stays()
  expect(JSON.stringify(localStorage)).toBe(before)
})

test.each([
  ['no history', JSON.stringify({ ...EMPTY, scores: SCORES })],
  ['another version', JSON.stringify({ ...EMPTY, v: 2, position: 0.1, scores: SCORES })],
  ['half a JSON', '{"v":1,'],
  ['null', 'null'],
  ['null in the tables', '{"v":1,"position":0.1,"scores":null,"topics":null,"slots":null,"pages":null}'],
])('With %s in the snapshot the page stays as it is.', async (_, text) => {
  remember(text)
  await stays()
})

test('Pinned items, doubles and what is no item keep their places; new items get the score of their topic.', async () => {
  remember({ scores: { '/a': 0, '/d': 1 }, topics: { science: 2 }, mean: -1 })
  await show(
    list(
      `${item('a')}${item('p', 'data-inkling-pin')}<li id="x">Ad</li>${item('n', 'data-inkling-topic=" Science"')}${item('d')}<li id="D"><a href="/d#again">d</a></li><script></script>${item('m')}`,
    ),
  )
  expect(orderOf()).toBe('npxdaDm')
})

test('What turns pages keeps its place, by markup or by words that only the tag knows; new items of the list move.', async () => {
  remember({ scores: SCORES, mean: 0.7 })
  const link = (id: string, text: string, more = '') => `<li id="${id}"><a href="/${id}" ${more}>${text}</a></li>`
  await show(
    list(
      link('a', 'A moon') + link('new', 'A bell') + link('b', 'A boat') + link('c', 'A rope') + link('p', 'Vanhemmat'),
    ),
  )
  expect(orderOf()).toBe('cnewbap')
  await show(list(link('p', 'Into the past', 'rel="next"') + item('a') + item('b') + item('c')))
  expect(orderOf()).toBe('pcba')
  // This doesn't apply to what the tag has stored as an item.
  await show(list(link('a', 'A moon') + link('b', 'A boat') + link('c', 'Next')))
  expect(orderOf()).toBe('cba')
})

test('Lists inside lists are moved whole.', async () => {
  remember({ scores: { ...SCORES, '/i': 0, '/j': 1 } })
  await show(
    list(
      `<li id="o">${`<h3><a href="/a">a</a></h3><ol data-inkling-list="in" class="in">${item('i')}${item('j')}</ol>`}</li>${item('c')}`,
    ),
  )
  expect(orderOf()).toBe('co')
  expect(orderOf('.in')).toBe('ij')
})

test('Hostile ids are ids: no markup comes of them, no prototype.', async () => {
  remember({ scores: JSON.parse('{"__proto__": 3, "<img src=x onerror=parent.hit=1>": 2}'), mean: 0 })
  const id = (text: string) => `data-inkling-item="${text}"`
  await show(
    list(
      `${item('a', id('constructor'))}${item('b', id('&lt;img src=x onerror=parent.hit=1>'))}${item('c', id('__proto__'))}`,
    ),
  )
  expect(orderOf()).toBe('cba')
  expect(frame.contentDocument!.querySelector('img')).toBeNull()
  expect((window as { hit?: number }).hit).toBeUndefined()
})

const SLOT = `<div data-inkling-slot="hero"><p>Default</p><template data-inkling-creative="trail"><b>Trail</b></template></div>`

test('A slot shows the creative that was chosen for it; undo brings the default back.', async () => {
  remember({ slots: { hero: 'trail' }, proved: ['hero<b>Trail</b>'] })
  await show(SLOT)
  const slot = frame.contentDocument!.querySelector('[data-inkling-slot]')!
  expect(slot.textContent!.trim()).toBe('Trail')
  const shown = first()!.slots.get(slot)
  expect(shown!.creative).toBe('trail')
  shown!.undo()
  expect(slot.textContent!.trim()).toBe('Default')
})

test.each([
  ['one that no view has found allowed', []],
  ['one that was allowed in another slot', ['side<b>Trail</b>']],
  ['one that has changed since', ['hero<b>Rail</b>']],
])('Of creatives the snippet does not paint %s.', async (_, proved) => {
  remember({ slots: { hero: 'trail' }, proved })
  await show(SLOT)
  const slot = frame.contentDocument!.querySelector('[data-inkling-slot]')!
  expect(slot.textContent!.trim()).toBe('Default')
  expect(first()!.slots.get(slot)!.creative).toBeUndefined()
})

test('What the snippet paints stays in its slot’s box, until it is undone; a shadow root that no markup shows stays behind.', async () => {
  remember({ slots: { hero: 'trail' }, proved: ['hero<div><b>Trail</b></div>'] })
  const shadow = '<template shadowrootmode="closed" shadowrootclonable><script>parent.hit = 1</script></template>'
  await open(`${head()}${SLOT.replace('<b>Trail</b>', `<div>${shadow}<b>Trail</b></div>`)}<p>`)
  const slot = frame.contentDocument!.querySelector<HTMLElement>('[data-inkling-slot]')!
  expect(slot.innerText.trim()).toBe('Trail')
  expect((window as { hit?: number }).hit).toBeUndefined()
  expect(frame.contentWindow!.getComputedStyle(slot).contain).toBe('layout paint')
  first()!.slots.get(slot)!.undo()
  expect(slot.getAttribute('style') || null).toBeNull()
})

test.each([
  ['a creative that is gone', { hero: 'gone' }, GRANT],
  ['no consent for creatives', { hero: 'trail' }, { ...GRANT, creatives: false }],
  ['a slot named like a built-in', {}, GRANT],
])('With %s the default stays.', async (_, slots, consent) => {
  remember({ slots: slots as Record<string, string>, proved: ['hero<b>Trail</b>', 'constructor<b>Trail</b>'] }, consent)
  await show(SLOT.replace('"hero"', 'hero' in slots ? '"hero"' : '"constructor"'))
  expect(frame.contentDocument!.querySelector('[data-inkling-slot]')!.textContent!.trim()).toBe('Default')
})

test('A slot that is marked as sensitive, or stands in something that is, keeps the default.', async () => {
  for (const html of [
    SLOT.replace('<div', '<div data-inkling-sensitive'),
    `<main data-inkling-sensitive>${SLOT}</main>`,
  ]) {
    remember({ slots: { hero: 'trail' }, proved: ['hero<b>Trail</b>'] })
    await show(html)
    expect(frame.contentDocument!.querySelector('[data-inkling-slot]')!.textContent!.trim()).toBe('Default')
    frame.remove()
  }
})

test('A queue that the page has begun is kept.', async () => {
  remember({ scores: SCORES })
  frame = document.createElement('iframe')
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  frame.srcdoc = `<!doctype html><script>window.inkling = window.inkling || []; inkling.push(['undo', 'x'])</script><script>${snippet}</script>${ABC}<p>`
  document.body.append(frame)
  await loaded
  expect([...windowOf().inkling!]).toEqual([['undo', 'x']])
  expect(listOf()).toBeDefined()
})

test('A storage that may not be read does no harm.', async () => {
  frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  const answer = new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data), { once: true }))
  frame.srcdoc = `<!doctype html><script>onerror = (m) => parent.postMessage(m, '*')</script><script>${snippet}</script>${ABC}
    <script>onload = () => parent.postMessage([...document.querySelectorAll('li')].map((e) => e.id).join(''), '*')</script>`
  document.body.append(frame)
  expect(await answer).toBe('abc')
})

test('A list that no earlier view found unmanaged is noted, and left for later.', async () => {
  remember({ scores: SCORES, unmanaged: ['other'] })
  await stays()
  expect(listOf()).toMatchObject({ sorted: false, seen: false, moved: 0 })
})

test('Several lists are sorted each by itself; one that isn’t proven stays.', async () => {
  remember({ scores: SCORES, unmanaged: ['one', 'three'] })
  const named = (name: string) => `<ol data-inkling-list="${name}" id="list-${name}">${item('a') + item('c')}</ol>`
  await show(named('one') + named('two') + named('three'))
  expect(['one', 'two', 'three'].map((name) => orderOf(`#list-${name}`))).toEqual(['ca', 'ac', 'ca'])
})

test('A lead card’s place stays one, and the picture in the first place is the one that is loaded first.', async () => {
  remember({ scores: { '/a': 0, '/b': 1, '/c': 2, '/d': 3 } })
  const card = (id: string, name: string, image: string) =>
    `<li id="${id}"><article class="${name}"><img src="/missing-${id}.png" ${image}><h3><a href="/${id}">${id}</a></h3></article></li>`
  await show(
    `${list(
      `${card('a', 'card card--lead', 'fetchpriority="high"')}${card('b', 'card', 'loading="eager"')}${card('c', 'card is-new', 'loading="lazy"')}${card('d', 'card', 'loading="lazy"')}`,
    )}`,
  )
  expect(orderOf()).toBe('adcb')
  const images = () => [...frame.contentDocument!.querySelectorAll('img')]
  expect(images().map((image) => image.getAttribute('loading'))).toEqual([null, 'eager', 'lazy', 'lazy'])
  listOf()!.undo()
  expect(orderOf()).toBe('abcd')
  expect(images().map((image) => image.getAttribute('loading'))).toEqual([null, 'eager', 'lazy', 'lazy'])
})

test('A reload shows the order in which the list was left; what is new keeps its place.', async () => {
  remember({ scores: SCORES })
  sessionStorage.setItem('inkling.shown', JSON.stringify({ srcdoc: { top: ['/b', '/gone', '/a'] } }))
  await show(ABC)
  expect(orderOf()).toBe('cba')
  await reload()
  expect(orderOf()).toBe('bac')
  sessionStorage.setItem('inkling.shown', JSON.stringify({ srcdoc: { top: 7 }, other: { top: ['/b'] } }))
  await reload()
  // Another script has overwritten it, so it is ignored: the page has its planned order.
  expect(orderOf()).toBe('cba')
})

test('Reloaded after consent was withdrawn, the page stays as it is, whatever the tab still holds.', async () => {
  remember({ scores: SCORES }, { ...GRANT, state: 'denied' })
  sessionStorage.setItem('inkling.shown', JSON.stringify({ srcdoc: { top: ['/b', '/a'] } }))
  await show(ABC)
  await reload()
  expect(orderOf()).toBe('abc')
})

test.each([
  [
    'with a base',
    (body: string) => `${head(`<base href="https://elsewhere.example/"><script>${snippet}</script>`)}${body}`,
  ],
  [
    'under a policy, with a nonce',
    (body: string) =>
      `<!doctype html><meta http-equiv="content-security-policy" content="script-src 'nonce-once'"><script nonce="once">${snippet}</script>${body}`,
  ],
  [
    'as a file, under a policy that allows files alone',
    (body: string) =>
      `<!doctype html><meta http-equiv="content-security-policy" content="script-src 'self'"><script src="/snippet.js"></script>${body}`,
  ],
])('It works %s.', async (name, html) => {
  const scores =
    name === 'with a base'
      ? Object.fromEntries(Object.entries(SCORES).map(([id, score]) => [`https://elsewhere.example${id}`, score]))
      : SCORES
  remember({ scores: { ...scores, ...SCORES } })
  // Below the window, because under a policy it can't arrive in one piece, unlike in `show`.
  await open(html(`${BELOW}${ABC}<p>`))
  expect(orderOf()).toBe('cba')
})

test('It works in quirks mode.', async () => {
  remember({ scores: SCORES })
  const { write, end } = await stream(`<script>${snippet}</script>`)
  write(`${ABC}<p>`)
  end()
  await vi.waitFor(() => expect(orderOf()).toBe('cba'))
  expect(frame.contentDocument!.compatMode).toBe('BackCompat')
})

test.each([
  ['quick, waits for what stands behind the list', 100, true],
  ['slow, doesn’t wait', 151, false],
])('A page whose list was %s.', async (_, wait, waits) => {
  remember({ scores: SCORES, pages: { srcdoc: { id: 'end', wait } } })
  let hrefs: string[] = []
  addEventListener('message', ({ data }) => (hrefs = data), { once: true })
  const answered = new Promise((resolve) => addEventListener('message', resolve, { once: true }))
  await open(
    `${head(`<base href="https://elsewhere.example/"><script>${snippet}</script>`)}<script>parent.postMessage([...document.querySelectorAll('link[rel=expect][blocking=render]')].map((link) => link.href), '*')</script>${ABC}<p id="end">`,
  )
  await answered
  // With a <base>, a bare hash would refer to another document, and nothing would be waited for.
  expect(hrefs).toEqual(waits ? ['about:srcdoc#end'] : [])
  await vi.waitFor(() => expect(frame.contentDocument!.querySelector('link[rel=expect]')).toBeNull())
})

test.each([
  ['is hidden', '<div hidden>', '</div>'],
  ['lies in closed details', '<details><summary>more</summary>', '</details>'],
])('A list that %s was not seen, however slowly it comes: it is sorted when it is whole.', async (_, before, after) => {
  remember({ scores: SCORES })
  const { write, end, painted } = await stream()
  write(`${before}${ABC.slice(0, ABC.indexOf('<li id="c"'))}`)
  await painted(2)
  write(`${item('c')}</ol>${after}<p>end`)
  end()
  await vi.waitFor(() => expect(orderOf()).toBe('cba'))
})

test('Without a weight of the page’s order, as fitted rankers have none, it sorts by scores alone.', async () => {
  remember({ scores: SCORES, position: 0 })
  await show(ABC)
  expect(orderOf()).toBe('cba')
})

test('What is no item has no place in the page’s order: rules between stories change nothing.', async () => {
  remember({ scores: { '/a': 0, '/b': 0.2 }, position: 1 })
  await show(list(`${'<hr>'.repeat(9)}${item('a')}<hr>${item('b')}`))
  expect(orderOf()).toBe('ab')
})

test('Consent withdrawn while the page is coming, in whatever tab: what comes then stays as it is.', async () => {
  remember({ scores: SCORES, slots: { hero: 'trail' } })
  const { write, end } = await stream()
  write(`${ABC}<p>`)
  await vi.waitFor(() => expect(orderOf()).toBe('cba'))
  remember({ scores: SCORES }, { ...GRANT, state: 'denied', content: false, creatives: false })
  write(`<ol data-inkling-list="in" class="in">${item('a')}${item('c')}</ol>${SLOT}`)
  end()
  await vi.waitFor(() => expect(listOf('.in')).toMatchObject({ sorted: false }))
  expect(orderOf('.in')).toBe('ac')
  expect(frame.contentDocument!.querySelector('[data-inkling-slot]')!.textContent!.trim()).toBe('Default')
})

test('What is there before it, and has not been painted, is sorted; a second snippet leaves all of it alone.', async () => {
  remember({ scores: SCORES })
  const script = `<script>${snippet}</script>`
  const { write, end } = await stream(head(''))
  write(`${ABC}${script}<p>${script}`)
  end()
  await vi.waitFor(() => expect(windowOf().frames_.length).toBeGreaterThan(1))
  expect(new Set(windowOf().frames_).size).toBe(1)
  expect(listOf()!.original.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

const SIX = ['a', 'b', 'c', 'd', 'e', 'f']
/** A plan that reverses the page. */
const REVERSED = { items: SIX.map((id, place): [string, number] => [`/${id}`, place]), rules: {}, edition: null }
const six = (more: Readonly<Record<string, string>> = {}, ofList = '') =>
  list(SIX.map((id) => item(id, more[id])).join(''), ofList)
const planned = (plan: object = {}, rules: object = {}) =>
  remember({
    plans: { 'top srcdoc': { ...REVERSED, ...plan } },
    rules: { strength: 1, maxRun: 0, displacement: 0, ...rules },
  })

test.each([
  [{}, 'fedcba'],
  [{ displacement: 2 }, 'cdabfe'],
  [{ strength: 0 }, 'abcdef'],
  [{ strength: 0.5 }, 'abcdef'],
  [{ strength: 0.6 }, 'fedcba'],
])('The rules of site or list hold in the first frame: %j gives %s.', async (rules, order) => {
  for (const ofList of [false, true]) {
    if (ofList) planned({ rules })
    else planned({}, rules)
    await show(six())
    await vi.waitFor(() => expect(windowOf().frames_.length).toBeGreaterThan(1))
    expect(new Set(windowOf().frames_)).toEqual(new Set([order]))
    frame.remove()
  }
})

test('At most two of a topic in a row, the plan’s topic or the markup’s, with an item among them that the plan has not met.', async () => {
  planned(
    { items: SIX.slice(0, 5).map((id, place) => [`/${id}`, place, id === 'a' ? 'food' : 'science']) },
    { maxRun: 2 },
  )
  await show(six({ f: 'data-inkling-topic=" Science "' }))
  // It gets the mean score, 0, and so the last place.
  expect(orderOf()).toBe('edacbf')
})

test('Links without headings that the plan alone knows are items: what was read at the top goes down.', async () => {
  planned({ items: SIX.map((id, place) => (id === 'a' ? ['/a', 0, null, 1] : [`/${id}`, -place])) })
  await show(list(SIX.map((id) => `<li id="${id}"><a href="/${id}">A story called ${id}</a></li>`).join('')))
  expect(orderOf()).toBe('bcdefa')
})

test('A new edition is shown in the page’s order; the one that the plan is for in the plan’s.', async () => {
  planned({ edition: 'noon', met: { edition: 'noon', since: 1 } })
  await show(six({}, 'data-inkling-edition="noon"'))
  expect(orderOf()).toBe('fedcba')
  frame.remove()
  await show(six({}, 'data-inkling-edition="evening"'))
  expect(orderOf()).toBe('abcdef')
})

test('What is breaking goes first, in the page’s order, before all but what is pinned; a pin ends with its time.', async () => {
  planned()
  await show(six({ b: 'data-inkling-breaking', d: 'data-inkling-breaking' }))
  expect(orderOf()).toBe('bdfeca')
  frame.remove()
  const until = (ms: number) => `data-inkling-pin-until="${new Date(Date.now() + ms).toISOString()}"`
  await show(
    six({ a: `data-inkling-pin ${until(-1000)}`, b: until(60_000), c: 'data-inkling-pin', d: 'data-inkling-breaking' }),
  )
  expect(orderOf()).toBe('dbcfea')
  frame.remove()
  await show(six({ a: 'data-inkling-pin-until="some day"' }))
  expect(orderOf()).toBe('afedcb')
})

test('What the reader has dismissed is last, breaking or not.', async () => {
  planned({
    items: [
      ['/a', 1],
      ['/b', 0, null, 2],
      ['/c', 2],
    ],
  })
  await show(list(item('a') + item('b', 'data-inkling-breaking') + item('c')))
  expect(orderOf()).toBe('cab')
})
