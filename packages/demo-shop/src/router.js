/** Client-side routing with the History API. Lists of the next page are ranked before it is rendered. */
import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { inkling } from './inkling.js'
import { listsOf } from './routes.js'
import { root } from './shop.js'

const inBrowser = typeof document === 'object'

/**
 * @typedef {object} View
 * @property {string} path
 * @property {string} search
 * @property {string} hash filters, such as `#sort=cheap`
 * @property {string} key of the entry in the browser's history
 * @property {Record<string, import('inkling').Ranking>} rankings by list, for lists that haven't been rendered yet
 */

/** A page is hydrated without query and hash, because the build rendered it without them. @type {View} */
let view = { path: inBrowser ? location.pathname : root, search: '', hash: '', key: '', rankings: {} }
const listeners = new Set()

/** For rendering on a server. */
export const renderAt = (path) => {
  view = { ...view, path }
}

/** Order and scroll position of each entry that was left, so that Back shows the page as it was. */
const left = new Map()
let turn = 0
let lastKey = 0

function show(next) {
  view = next
  flushSync(() => {
    for (const listener of listeners) listener()
  })
}

async function rankingsFor(path, search) {
  const lists = listsOf(path, search).filter(([, items]) => items.length)
  // Pictures are requested in the shop's order, so that the order of requests doesn't reveal the reader's.
  for (const { art } of lists.flatMap(([, items]) => items)) new Image().src = art
  const ranked = await Promise.all(lists.map(([list, items]) => inkling.rank(items, { list })))
  return Object.fromEntries(ranked.map((ranking) => [ranking.list, ranking]))
}

/** Called by lists when their order changes. */
export const noteOrder = (list, ranking) => {
  view.rankings[list] = ranking
}

const leave = () => left.set(view.key, { scroll: scrollY, rankings: view.rankings })
export function forgetOrders() {
  left.clear()
  view.rankings = {}
}

function arrive(top) {
  scrollTo({ top, behavior: 'instant' })
  if (!top) document.getElementById('main')?.focus({ preventScroll: true })
}

/** Opens a page of the shop. */
export async function go(href) {
  const { pathname: path, search, hash } = new URL(href, location.href)
  const mine = ++turn
  const rankings = await rankingsFor(path, search)
  if (mine !== turn) return
  leave()
  const key = `${++lastKey}`
  history.pushState({ key }, '', path + search + hash)
  show({ path, search, hash, key, rankings })
  arrive(0)
}

/** Changes the filters of the current page. */
export function setHash(hash) {
  history.replaceState(history.state, '', location.pathname + location.search + hash)
  show({ ...view, hash })
}

async function onPopState() {
  const { pathname: path, search, hash } = location
  if (path === view.path && search === view.search) return show({ ...view, hash })
  const mine = ++turn
  const key = history.state?.key ?? ''
  leave()
  const known = left.get(key)
  const rankings = known?.rankings ?? (await rankingsFor(path, search))
  if (mine !== turn) return
  show({ path, search, hash, key, rankings })
  arrive(known?.scroll ?? 0)
}

function onClick(event) {
  const link = event.target.closest?.('a[href]')
  const plain = !event.defaultPrevented && !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey
  if (!plain || event.altKey || !link || link.target || link.origin !== location.origin) return
  if (link.hash && link.pathname === location.pathname) return
  // The other language is a document of its own.
  const isOther = root === '/shop/' && link.pathname.startsWith('/shop/ru/')
  if (!link.pathname.startsWith(root) || isOther) return
  event.preventDefault()
  go(link.href)
}

export function startRouter() {
  history.scrollRestoration = 'manual'
  addEventListener('pagehide', () => {
    history.scrollRestoration = 'auto'
  })
  addEventListener('popstate', onPopState)
  document.addEventListener('click', onClick)
  const { search, hash } = location
  if (search || hash) show({ ...view, search, hash, rankings: {} })
}

const subscribe = (listener) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
const snapshot = () => view
export const useView = () => useSyncExternalStore(subscribe, snapshot, snapshot)
