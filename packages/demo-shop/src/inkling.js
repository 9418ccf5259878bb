/** The shop's instance of Inkling. On a server it does nothing. */
import { createInkling, version } from 'inkling'
import { useSyncExternalStore } from 'react'
import { root } from './shop.js'

export const inkling = createInkling({
  model: `/inkling/${version}/encoder-en/`,
  languages: 'en,ru',
  campaigns: `${root}campaigns.json`,
  // Fills slots, and records how long the reader looks at a product's page.
  page: true,
})

function subscribe(listener) {
  document.addEventListener('inkling:consent', listener)
  document.addEventListener('inkling:ready', listener)
  return () => {
    document.removeEventListener('inkling:consent', listener)
    document.removeEventListener('inkling:ready', listener)
  }
}

/** @param {'content' | 'creatives'} purpose */
export const useConsent = (purpose) =>
  useSyncExternalStore(
    subscribe,
    () => inkling.consent.get()[purpose],
    () => false,
  )

/** Lists on the page by name: `undo` and `redo` of the why element reach them here, because React renders them. */
export const shelves = new Map()

/** Defines the elements for readers, which are only useful with consent. */
export async function defineElements() {
  const { defineProfile, defineWhy } = await import('inkling/elements')
  defineWhy({
    ...inkling,
    undo: (list) => shelves.get(list)?.undo() ?? inkling.undo(list),
    redo: async (list) => shelves.get(list)?.redo() ?? inkling.redo(list),
  })
  defineProfile(inkling)
}
