import { inkling } from '../inkling.js'
import { appOf } from './app.js'

const { name, options } = window.given
const hydrate = () => {
  const app = appOf(name, options)
  app.mount('#app')
  window.unmount = () => app.unmount()
}
Object.assign(window, { hydrate, shop: inkling })
if (!options.wait) hydrate()
