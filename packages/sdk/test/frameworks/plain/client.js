import { inkling } from '../inkling.js'
import { stories } from '../stories.js'
import { keep } from './shelf.js'

const { name, options } = window.given
const hydrate = () => {
  if (name === 'marked') return
  const { undo, stop } = keep(document.querySelector('ol'), stories, options)
  document.querySelector('button').addEventListener('click', undo)
  window.unmount = stop
}
Object.assign(window, { hydrate, shop: inkling })
if (!options.wait) hydrate()
