/** What readers do on few pages, and see on few, and so a bundle of its own, which `core.js` brings in when the page is at rest. */
export { watchSeldom } from '../page/track/seldom.ts'
export { bringElements } from '../runtime/bring-elements.ts'

export type Seldom = typeof import('./seldom.ts')
