/** "Under the bonnet": a drawer that shows Inkling's own reports as they arrive. */

import { startActions } from './actions.js'
import { make } from './dom.js'
import { inkling, on } from './events.js'
import { figure, language, languageOf, tell } from './language.js'
import { renderMoves } from './moves.js'
import { barPlot } from './plots.js'
import { topics } from './topics.js'

const drawer = document.getElementById('drawer')
const toggle = document.getElementById('drawer-toggle')
const shelf = (name) => drawer.querySelector(`[data-shelf="${name}"]`)
const rankings = new Map()
const creatives = new Map()
const errors = []
const keptErrors = 5
let status
let opener

export function startDrawer() {
  toggle.addEventListener('click', () => (drawer.open ? closeDrawer() : openDrawer({ opener: toggle })))
  document.getElementById('drawer-close').addEventListener('click', closeDrawer)
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && drawer.open) closeDrawer()
  })
  for (const name of ['ready', 'engine']) {
    on(name, (news) => {
      status = news
      render()
    })
  }
  on('consent', refresh)
  on('ranked', (detail) => {
    rankings.set(detail.list, detail)
    refresh()
  })
  on('creative', (detail) => {
    creatives.set(detail.slot, detail)
    render()
  })
  on('error', (detail) => {
    errors.unshift(detail)
    errors.length = Math.min(errors.length, keptErrors)
    render()
  })
  document.addEventListener('marginalia:undone', (event) => {
    rankings.delete(event.detail.list)
    render()
  })
  document.addEventListener('marginalia:changed', refresh)
  startActions({ lists: () => [...rankings.keys()], forget: () => rankings.clear() })
  render()
}

/** @param {object} how opener (the focus returns to it), list (to scroll to) */
export function openDrawer(how = {}) {
  opener = how.opener ?? toggle
  if (!drawer.open) drawer.show()
  toggle.setAttribute('aria-expanded', 'true')
  refresh()
  const target = how.list ? document.getElementById(`moves-${how.list}`) : undefined
  target?.scrollIntoView({ block: 'start' })
  document.getElementById('drawer-close').focus({ preventScroll: true })
}

function closeDrawer() {
  drawer.close()
  toggle.setAttribute('aria-expanded', 'false')
  opener?.focus({ preventScroll: true })
}

async function refresh() {
  try {
    status = (await inkling()?.status()) ?? status
  } catch {
    // Keep showing the last known status; inkling:error reports the failure.
  }
  render()
  renderInterests()
  renderHidden()
}

function render() {
  shelf('missing').hidden = Boolean(status || inkling())
  renderFacts()
  renderMoves(shelf('lists'), rankings)
  renderCreatives()
  renderErrors()
}

/** `value` is the raw value, for tests and scripts. */
function field(name, text, value = text ?? '') {
  const element = drawer.querySelector(`[data-field="${name}"]`)
  element.textContent = text ?? '–'
  element.dataset.value = value
}

function renderFacts() {
  const latest = [...rankings.values()].at(-1)?.ranking
  field('tier', latest && tell(`tier_${latest.tier}`), latest?.tier)
  field('milliseconds', latest && tell('ms', { n: number(latest.milliseconds) }), latest?.milliseconds)
  field('moved', String([...rankings.values()].reduce((sum, { moved }) => sum + moved, 0)))
  if (!status) return
  const { consent, engine, backend, bytes, embedded, events, vectors, depths, pageViews, model } = status
  const purposes = ['content', 'creatives', 'measurement'].filter((purpose) => consent[purpose])
  field(
    'consent',
    tell(`consent_${consent.state}`, {
      purposes: purposes.map((p) => tell(`purpose_${p}`)).join(', ') || tell('none'),
    }),
    consent.state,
  )
  field('engine', tell(`engine_${engine}`), engine)
  field('backend', backend)
  field(
    'embedding',
    embedded.texts ? tell('embeddingValue', { ms: number(embedded.milliseconds), n: embedded.texts }) : undefined,
  )
  field('events', String(events))
  const [table = 0, transformer = 0] = depths ?? []
  field('vectors', depths ? tell('vectorsValue', { n: vectors, table, transformer }) : String(vectors), String(vectors))
  field('views', String(pageViews))
  const size = tell('modelBytes', { loaded: kilo(bytes.loaded), total: kilo(bytes.total) })
  const source = bytes.fromCache ? `, ${tell('modelCache')}` : ''
  // A warm page view needs no model at all.
  const nothing = tell(vectors ? 'modelUnneeded' : 'modelNone')
  field('bytes', bytes.total ? `${model ? `${model}: ` : ''}${size}${source}` : nothing, bytes.loaded)
  shelf('progress').value = bytes.total ? bytes.loaded / bytes.total : 0
}

function renderCreatives() {
  const rows = [...creatives.values()].flatMap(({ creative, scores }) => {
    const sorted = Object.entries(scores).sort((a, b) => b[1] - a[1])
    const top = Math.max(...sorted.map(([, score]) => Math.abs(score)), 1e-9)
    return sorted.map(([name, score]) => ({
      name: name === creative ? `${promotionName(name)} (${tell('creativeChosen')})` : promotionName(name),
      share: Math.max(0, score / top),
      value: figure(score),
      strong: name === creative,
    }))
  })
  shelf('creatives').replaceChildren(rows.length ? barPlot(rows) : quiet('creativeNone'))
}

/** A promotion is named after its section, in the reader's language. */
function promotionName(name) {
  const { inklingTopic } = document.querySelector(`[data-inkling-creative="${CSS.escape(name)}"]`)?.dataset ?? {}
  return topics[inklingTopic]?.[language()].name ?? name
}

function renderErrors() {
  // Inkling's messages are for developers, and in English.
  const list = errors.map(({ code, message }) =>
    make('li', {}, make('code', {}, code), make('span', { lang: 'en' }, message)),
  )
  shelf('errors').replaceChildren(list.length ? make('ul', { class: 'troubles' }, ...list) : quiet('errorsNone'))
}

async function renderInterests() {
  let profile
  try {
    profile = await inkling()?.profile()
  } catch {
    // Keep showing the last known profile, too.
  }
  const rows = (profile?.topics ?? []).map(({ topic, share }) => ({
    name: topics[topic]?.[language()].name ?? topic,
    share,
    value: `${Math.round(share * 100)} %`,
  }))
  const most = Math.max(...rows.map((row) => row.share), 1e-9)
  for (const row of rows) row.share /= most
  shelf('interests').replaceChildren(rows.length ? barPlot(rows) : quiet('interestsNone'))
}

/** Lists hidden stories, each with an undo button. */
async function renderHidden() {
  if (!drawer.open) return
  const hidden = (await inkling()?.dismissed()) ?? []
  const rows = hidden.map((item) =>
    make(
      'li',
      {},
      make('span', { lang: languageOf(item.id) }, item.title),
      ' ',
      make(
        'button',
        {
          class: 'link',
          type: 'button',
          onclick: async () => {
            await inkling().track('restore', item)
            document.dispatchEvent(new CustomEvent('marginalia:restored', { detail: item }))
            document.getElementById('drawer-hidden').focus()
            refresh()
          },
        },
        tell('restore'),
        make('span', { class: 'unseen' }, `: ${item.title}`),
      ),
    ),
  )
  shelf('hidden').replaceChildren(rows.length ? make('ul', { class: 'hidden-stories' }, ...rows) : quiet('hiddenNone'))
}

function quiet(key) {
  return make('p', { class: 'quiet' }, tell(key))
}

function number(value) {
  return figure(value, value < 10 ? 1 : 0)
}

function kilo(bytes) {
  return Math.round(bytes / 1024).toLocaleString(language())
}
