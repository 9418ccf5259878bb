import { hydrateRoot } from 'react-dom/client'
import { inkling } from '../inkling.js'
import { App } from './app.jsx'

const { name, options } = window.given
const hydrate = () => {
  const root = hydrateRoot(document.getElementById('app'), <App name={name} options={options} />, {
    onRecoverableError: (error) => console.error(error),
  })
  window.unmount = () => root.unmount()
}
Object.assign(window, { hydrate, shop: inkling })
if (!options.wait) hydrate()
