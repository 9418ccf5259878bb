/** The guide's instance of Inkling. On a server it does nothing. */
import { createInkling, version } from 'inkling'
import { createSubscriber } from 'svelte/reactivity'

export const inkling = createInkling({
  model: `/inkling/${version}/encoder-en/`,
  languages: 'en,ru',
  // Records how long the reader looks at a film's page.
  page: true,
})

/** While the page hydrates, it must be what the build has rendered, which is the page without consent. */
let hydrated = $state(false)
export const afterHydration = () => {
  hydrated = true
}

const followConsent = createSubscriber((update) => {
  document.addEventListener('inkling:consent', update)
  document.addEventListener('inkling:ready', update)
  return () => {
    document.removeEventListener('inkling:consent', update)
    document.removeEventListener('inkling:ready', update)
  }
})

export const consent = {
  get given() {
    followConsent()
    return hydrated && inkling.consent.get().content
  },
}

/** Lists on the page by name: `undo` and `redo` of the why element reach them here, because Svelte renders them. */
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
