/** The basket: products and their quantities, kept in sessionStorage for this tab. */
import { useSyncExternalStore } from 'react'
import { productBySlug } from './shop.js'

const KEY = 'oakum-basket'
const EMPTY = []
const listeners = new Set()
let lines

function read() {
  if (lines) return lines
  try {
    lines = JSON.parse(sessionStorage.getItem(KEY) ?? '[]').filter(([slug]) => productBySlug(slug))
  } catch {
    lines = EMPTY
  }
  return lines
}

function write(next) {
  lines = next
  try {
    if (next.length) sessionStorage.setItem(KEY, JSON.stringify(next))
    else sessionStorage.removeItem(KEY)
  } catch {
    // Storage is full or blocked, so the basket lasts only until the reader leaves the page.
  }
  for (const listener of listeners) listener()
}

/** @param {number} count 0 removes the product */
export function setCount(slug, count) {
  const others = read().filter(([each]) => each !== slug)
  const known = others.length < read().length
  if (!count) write(others)
  else if (known) write(read().map((line) => (line[0] === slug ? [slug, count] : line)))
  else write([...others, [slug, count]])
}

export const add = (slug) => setCount(slug, (read().find(([each]) => each === slug)?.[1] ?? 0) + 1)
export const empty = () => write(EMPTY)

const subscribe = (listener) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** @returns {Array<[slug: string, count: number]>} */
export const useBasket = () => useSyncExternalStore(subscribe, read, () => EMPTY)
