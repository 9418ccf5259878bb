/** A shop whose slots hold creatives of strangers, on the built package: what it was asked for, and what a reader's page looks like. */

import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url))
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect id="a" width="40" height="30" fill="teal"/></svg>'
export const NONCE = 'bm9uY2U='

/** What the page itself loads; whatever else is asked for is a creative's. */
const OWN = /^\/(?:page|blank|campaigns\.json|shop\.css|[\w-]+\.js)$/

export interface Shop {
  readonly origin: string
  readonly server: Server
  /** Addresses that creatives asked for. */
  readonly asked: string[]
  /** By slot, the stranger's creative. Beside each there is a plain one. */
  strangers: readonly string[]
  /** Which of the two campaigns go first; `off`: neither may be shown. */
  first: 'stranger' | 'plain' | 'off'
  policy: string | undefined
}

export const STYLES = `body { margin: 0; background: white; color: black; font: 16px/20px sans-serif }
@font-face { font-family: Rare; src: url(/ask-font.woff2) }
.place { width: 200px; height: 60px; margin: 9px } .places { display: flex; flex-wrap: wrap }
.cover { position: fixed; inset: 0; z-index: 2147483647; background: red }
.far { position: absolute; top: -300px; left: -300px; width: 3000px; height: 3000px; z-index: 2147483647; background: red }
[data-inkling-slot] *, [data-inkling-label], [data-inkling-label] * { pointer-events: auto !important }`

const SPY = `window.done = []; window.settled = 0; window.refused = []
for (const name of ['creative', 'unfilled']) document.addEventListener('inkling:' + name, () => settled++)
document.addEventListener('inkling:error', ({ detail }) => refused.push(detail.code + ': ' + detail.message))
document.addEventListener('submit', (event) => { done.push('submit'); event.preventDefault() })
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href],area[href]')
  if (link && !String(link.href.baseVal ?? link.href).trim().toLowerCase().startsWith('javascript')) event.preventDefault()
})
localStorage.setItem('inkling.consent', JSON.stringify({ state: 'granted', content: true, creatives: true, measurement: false, at: Date.now() }))`

const slot = (stranger: string, at: number) =>
  `<div class="place" data-inkling-slot="s${at}"><template data-inkling-creative="x${at}">${stranger}</template><template data-inkling-creative="y${at}"><a href="/plain">Plain ${at}</a></template></div>`

const page = ({ strangers }: Shop) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<link rel="icon" href="data:,"><script nonce="${NONCE}">${SPY}</script><link rel="stylesheet" href="/shop.css">
<script nonce="${NONCE}">${readFileSync(`${DIST}snippet.js`, 'utf8')}</script>
<script async nonce="${NONCE}" src="/inkling.js" data-download="never" data-table="never" data-campaigns="/campaigns.json"></script></head><body>
<form id="page-form" action="/pay"><input name="token" value="secret"><input type="checkbox" id="agree" name="agree"><button id="pay">Pay</button></form>
<dialog id="page-dialog">Page</dialog><div id="page-popover" popover>Page</div><p id="page-text">Page</p>
<div class="places">${strangers.map(slot).join('')}</div><p id="end">End</p></body></html>`

function campaigns({ strangers, first }: Shop): string {
  const one = (creative: string, priority: number) => ({
    id: creative,
    priority,
    sponsor: 'Acme',
    off: first === 'off',
    creatives: [{ id: creative }],
  })
  return JSON.stringify({
    campaigns: strangers.flatMap((_, at) => [
      one(`x${at}`, first === 'plain' ? 1 : 2),
      one(`y${at}`, first === 'plain' ? 2 : 1),
    ]),
  })
}

export async function openShop(): Promise<Shop> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const send = (type: string, body: string) =>
      response
        .writeHead(200, {
          'content-type': type,
          'cache-control': 'no-store',
          ...(shop.policy && { 'content-security-policy': shop.policy }),
        })
        .end(body)
    if (!OWN.test(path)) shop.asked.push(path)
    if (path === '/page') send('text/html', page(shop))
    else if (path === '/campaigns.json') send('application/json', campaigns(shop))
    else if (path === '/shop.css') send('text/css', STYLES)
    else if (/^\/[\w-]+\.js$/.test(path) && !path.startsWith('/ask'))
      send('text/javascript', readFileSync(DIST + path, 'utf8'))
    else if (path.endsWith('.js')) send('text/javascript', `done.push(${JSON.stringify(path)})`)
    else send('image/svg+xml', PICTURE)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const shop: Shop = {
    origin: `http://127.0.0.1:${port}`,
    server,
    asked: [],
    strangers: [],
    first: 'stranger',
    policy: undefined,
  }
  return shop
}

export function closeShop({ server }: Shop): void {
  server.closeAllConnections()
  server.close()
}
