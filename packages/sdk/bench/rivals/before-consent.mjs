/** What a page loads before the reader has consented: Inkling's lines beside the scripts of experiment services. */
import { FAST_4G, onLine } from '../line.mjs'

/** Milliseconds for a script's own later requests. */
const PATIENCE = 3000

/** Each as its documentation installs it, with this server in place of the service's. */
const headsOf = ({ snippet, tag }, origin) => ({
  Inkling: snippet + tag,
  GrowthBook: `<script async data-client-key="sdk-0" data-api-host="${origin}/rivals/growthbook" src="/rivals/growthbook/auto.min.js"></script>`,
  // The documentation's loader creates the same element; `_i` is its queue of calls to init().
  PostHog: `<script>
window.posthog = Object.assign([], { __SV: 1, _i: [['phc_0', { api_host: '${origin}/rivals/posthog', opt_out_capturing_by_default: true }, 'posthog']] })
</script><script async src="/rivals/posthog/static/array.js"></script>`,
})

const page = (head) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stories</title>${head}</head><body><h1>Stories</h1>
<ol data-inkling-list="stories"><li data-inkling-item="a"><h3><a href="a">A story</a></h3></li></ol></body></html>`

/** Answers of the services: no experiment is running, and nothing else is switched on. */
const ANSWERS = {
  '/rivals/growthbook/api/features/sdk-0': { status: 200, features: {} },
  '/rivals/posthog/array/phc_0/config': { supportedCompression: [] },
  '/rivals/posthog/flags/': { featureFlags: {}, supportedCompression: [] },
}

/** @param lines Inkling's lines for the head @param origin called when a page is requested, when it is known */
export const consentPages = (lines, origin) => ({
  '/rivals/consent/nothing.html': () => page(''),
  ...Object.fromEntries(
    ['Inkling', 'GrowthBook', 'PostHog'].map((name) => [
      `/rivals/consent/${name}.html`,
      () => page(headsOf(lines, origin())[name]),
    ]),
  ),
  ...Object.fromEntries(Object.entries(ANSWERS).map(([path, answer]) => [path, () => JSON.stringify(answer)])),
})

/**
 * @returns {Promise<Array<{ name: string, bytes: number, requests: number, blocking: number, stored: number }>>}
 *   `bytes` beyond the page's own; `requests` after the page's; `blocking` first paint; `stored`: cookies and keys
 */
export async function beforeConsent({ launch, server }) {
  const browser = await launch()
  try {
    const visit = async (name) => {
      const context = await browser.newContext()
      const tab = await context.newPage()
      await onLine(await context.newCDPSession(tab), FAST_4G)
      const [bytes, requests] = [server.sent.bytes, server.requests.length]
      await tab.goto(`${server.origin}/rivals/consent/${name}.html`, { waitUntil: 'load' })
      await tab.waitForTimeout(PATIENCE)
      const seen = await tab.evaluate(() => ({
        blocking: performance
          .getEntriesByType('resource')
          .filter(({ renderBlockingStatus }) => renderBlockingStatus === 'blocking').length,
        stored: localStorage.length + sessionStorage.length + document.cookie.split(';').filter(Boolean).length,
      }))
      await context.close()
      // A browser may also ask for an icon.
      const asked = server.requests.slice(requests + 1).filter((path) => path !== '/favicon.ico')
      return { name, bytes: server.sent.bytes - bytes, requests: asked.length, ...seen }
    }
    const nothing = await visit('nothing')
    const found = []
    for (const name of ['Inkling', 'GrowthBook', 'PostHog']) {
      const { bytes, ...rest } = await visit(name)
      found.push({ ...rest, bytes: bytes - nothing.bytes })
    }
    return found
  } finally {
    await browser.close()
  }
}
