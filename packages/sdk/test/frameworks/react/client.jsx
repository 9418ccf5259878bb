import { hydrateRoot } from 'react-dom/client'
import { inkling } from '../inkling.js'
import { App } from './app.jsx'
import { start } from './fresh.jsx'

const { name, options } = window.given
const element = document.getElementById('app')
const hydrate = () => {
  if (name === 'fresh') return start(element)
  const root = hydrateRoot(element, <App name={name} options={options} />, {
    onRecoverableError: (error) => console.error(error),
  })
  window.unmount = () => root.unmount()
}
Object.assign(window, { hydrate, shop: inkling })
if (!options.wait) hydrate()
