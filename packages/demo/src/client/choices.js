/**
 * Edition and colour theme. Without consent, nothing is stored and the choice is carried in each link's address. With
 * consent, it is kept in localStorage until consent is withdrawn.
 */
import { on } from './events.js'

const key = 'marginalia'
const chosen = {}
let mayStore = false

const asked = new URLSearchParams(location.search)
if (/^(?:en|ru)$/.test(asked.get('lang'))) chosen.language = asked.get('lang')
if (asked.get('theme')) chosen.theme = asked.get('theme') === 'dark' ? 'dark' : 'light'

on('ready', (status) => settle(status.consent))
on('consent', settle)

/** Applies to this page and subsequent ones. */
export function choose(name, value) {
  const url = new URL(location.href)
  url.searchParams.set(name === 'language' ? 'lang' : name, value)
  history.replaceState(history.state, '', url)
  chooseFor(name, value)
}

/** Applies to the following pages. */
function chooseFor(name, value) {
  chosen[name] = value
  keep()
}

function settle({ state }) {
  mayStore = state === 'granted'
  if (mayStore) keep()
  else forget()
}

function keep() {
  if (!mayStore || !Object.keys(chosen).length) return
  try {
    localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key) ?? '{}'), ...chosen }))
  } catch {
    // Storage may be full or blocked; the address still carries the choice.
  }
}

function forget() {
  try {
    localStorage.removeItem(key)
  } catch {
    // If storage is blocked, there is nothing to remove.
  }
}

/** Adds the choice to a link only when it is followed, so that the addresses in the page stay clean. */
function dress(event) {
  const link = event.target.closest?.('a[href]')
  // Following a link to the other edition chooses that edition.
  if (link?.hreflang) chooseFor('language', link.hreflang)
  if (!link || mayStore || link.origin !== location.origin) return
  const url = new URL(link.href)
  if (url.pathname === location.pathname && url.hash) return
  if (chosen.language) url.searchParams.set('lang', chosen.language)
  if (chosen.theme) url.searchParams.set('theme', chosen.theme)
  if (url.href === link.href) return
  const clean = link.getAttribute('href')
  link.href = url.href
  setTimeout(() => link.setAttribute('href', clean), 500)
}

document.addEventListener('click', dress, true)
document.addEventListener('auxclick', dress, true)
