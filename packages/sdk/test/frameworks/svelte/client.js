import { hydrate as hydrateComponent, unmount } from 'svelte'
import { inkling } from '../inkling.js'
import { stories } from '../stories.js'
import Marked from './marked.svelte'
import Shelf from './shelf.svelte'

const { name, options } = window.given
const hydrate = () => {
  const target = document.getElementById('app')
  const app = hydrateComponent(name === 'marked' ? Marked : Shelf, { target, props: { stories, ...options } })
  window.unmount = () => unmount(app)
}
Object.assign(window, { hydrate, shop: inkling })
if (!options.wait) hydrate()
