/** Hydrates the page that the build has rendered. */
import 'inkling/consent-banner'
import { hydrate } from 'svelte'
import App from './app.svelte'
import { afterHydration, inkling } from './inkling.svelte.js'

// For the console.
Object.assign(window, { films: inkling })
document.querySelector('inkling-consent').inkling = inkling
hydrate(App, { target: document.getElementById('app'), props: { path: location.pathname } })
afterHydration()
