import { hydrate as hydrateComponent, unmount } from 'svelte'
import { inkling } from '../inkling.js'
import { stories } from '../stories.js'
import { app } from './app.js'
import Marked from './marked.svelte'
import Routed from './routed.svelte'
import Shelf from './shelf.svelte'

const { name, options } = window.given
const hydrate = () => {
  const target = document.getElementById('app')
  const page = { marked: Marked, routed: Routed, shelf: Shelf }[name]
  const component = hydrateComponent(page, { target, props: { stories, ...options } })
  app.hydrated = true
  window.unmount = () => unmount(component)
}
Object.assign(window, { hydrate, shop: inkling })
if (!options.wait) hydrate()
