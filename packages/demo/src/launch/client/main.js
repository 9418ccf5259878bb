/** The launch page's script: shows the front page in the order that Inkling gives it for the chosen reader. */
import { startCopying } from './copy.js'
import { glide } from './glide.js'
import { openRanking } from './ranking.js'
import { startRequests } from './requests.js'
import { figure, tell } from './words.js'

const { items, histories } = JSON.parse(document.getElementById('launch-data').textContent)
const live = document.querySelector('[data-live]')
const front = live.querySelector('[data-front]')
const frame = live.querySelector('[data-ranking]')
const said = live.querySelector('[data-said]')
const titles = new Map(items.map(({ id, title }) => [id, title]))
const byId = new Map(items.map((item) => [item.id, item]))
/** The visitor's clicks on this page, as rows of a history. Never stored. */
const own = []
let ranking
let turn = 0

startCopying()
startRequests(live, frame)
live.addEventListener('change', ({ target }) => target.name === 'reader' && show(target.value))
live.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-open]')
  if (button) open(button)
})
// The pictures of the first cards come first.
if (document.readyState === 'complete') start()
else addEventListener('load', start, { once: true })

function start() {
  ranking ??= openRanking(frame, items, Object.values(histories)[0].map(asOfNow))
  ranking.then(
    () => live.setAttribute('data-ready', ''),
    () => live.setAttribute('data-failed', ''),
  )
  return ranking
}

function open(button) {
  const { id } = button.closest('[data-id]').dataset
  const known = own.findIndex((event) => event.item === id)
  if (known < 0) own.push(clicked(byId.get(id)))
  else own.splice(known, 1)
  button.setAttribute('aria-pressed', String(known < 0))
  live.querySelector('[value="you"]').checked = true
  show('you')
}

function clicked({ id, title, topic, tags, language }) {
  return { kind: 'click', at: Date.now(), item: id, text: title, fingerprint: '', topic, tags, language }
}

/** The latest choice wins, even if an earlier one is ranked later. */
async function show(reader) {
  const mine = ++turn
  const events = reader === 'you' ? [...own] : (histories[reader] ?? []).map(asOfNow)
  const result = events.length ? await rank(events) : editorsOrder()
  if (mine !== turn) return
  const { milliseconds } = result ?? {}
  place((result ?? editorsOrder()).items)
  live.querySelector('[data-fact="time"]').textContent =
    milliseconds === undefined ? '–' : tell('milliseconds', { n: figure(milliseconds) })
  said.textContent = result ? sentence(reader, events) : tell('said_failed')
  live.dataset.shown = reader
}

/** Undefined if the browser isn't supported or Inkling's files are missing. */
const rank = async (events) => (await start().catch(() => undefined))?.(events)

const asOfNow = ({ age, ...event }) => ({ ...event, at: Date.now() - age })

const editorsOrder = () => ({ items: items.map(({ id }, from) => ({ id, from, to: from })) })

function sentence(reader, events) {
  const read = events.map(({ item, text }) => titles.get(item) ?? text).join(' · ')
  if (reader === 'editors') return tell('said_editors')
  if (reader === 'you') return read ? tell('said_you', { read }) : tell('said_nobody')
  return tell('said_reader', { read })
}

function place(order) {
  for (const { id, from, to } of order) {
    const badge = front.querySelector(`[data-id="${CSS.escape(id)}"] [data-place]`)
    const by = from - to
    badge.textContent = by ? `${by > 0 ? '↑' : '↓'}\u2009${Math.abs(by)}` : ''
    badge.ariaLabel = by ? tell(by > 0 ? 'up' : 'down', { n: Math.abs(by) }) : null
    badge.dataset.moved = by > 0 ? 'up' : by < 0 ? 'down' : ''
  }
  glide(
    front,
    order.map(({ id }) => id),
  )
}
