/** What the reader does on the page: of use once lists are ordered, and so a bundle of its own, which `core.js` brings in meanwhile. */
export { watchRoute } from '../page/track/route.ts'
export { watchPage } from '../page/track/watch-page.ts'
export { bringElements } from '../runtime/bundles/bring-elements.ts'

export type PageWatching = typeof import('./watch.ts')
