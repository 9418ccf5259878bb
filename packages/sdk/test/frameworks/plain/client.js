import { inkling } from '../inkling.js'
import { stories } from '../stories.js'
import { keep } from './shelf.js'

const { name, options } = window.given
const hydrate = () => {
  if (name === 'marked') return
  const { undo, redo, stop } = keep(document.querySelector('ol'), stories, options)
  const [original, own] = document.querySelectorAll('button')
  original.addEventListener('click', undo)
  own.addEventListener('click', redo)
  window.unmount = stop
}
Object.assign(window, { hydrate, shop: inkling })
if (!options.wait) hydrate()
