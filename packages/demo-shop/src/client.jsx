/** Hydrates the page that the build rendered. */
import 'inkling/consent-banner'
import { hydrateRoot } from 'react-dom/client'
import { App } from './app.jsx'
import { inkling } from './inkling.js'
import { startRouter } from './router.js'

// For the console.
Object.assign(window, { shop: inkling })
document.querySelector('inkling-consent').inkling = inkling
hydrateRoot(document.getElementById('app'), <App />)
startRouter()
