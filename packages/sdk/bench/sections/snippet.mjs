/** Time from navigation to the sorted list on repeat visits, compared with an order fetched from a server. */
import { join } from 'node:path'
import { measured } from '../report.mjs'
import { text } from '../server.mjs'
import { card, ITEMS, warmUp } from '../story-list.mjs'

/** The order that the alternative's server returns. */
let order = []

export const snippet = {
  sizes: { whole: { visits: 30 }, quick: { visits: 3 }, smoke: { visits: 2 } },

  /**
   * plain: the list as the editor made it. server: the alternative, an order fetched from a server and applied after
   * parsing. inkling: snippet and tag.
   */
  pages({ lines: { snippet, tag }, items, here }) {
    const list = items.slice(0, ITEMS)
    const probe = `<script>${text(join(here, 'page/probe.js'))}</script>`
    const fetched = `<script>${text(join(here, 'page/server-order.js'))}</script>`
    return {
      '/list/plain.html': () => page(list, probe),
      '/list/server.html': () => page(list, probe + fetched),
      '/list/inkling.html': () => page(list, snippet + probe + tag),
      '/list/order.json': () => JSON.stringify(order),
    }
  },

  async measure({ size: { visits: runs }, items, server, asNewReader, assertUsage }) {
    return asNewReader(async (tab) => {
      order = await warmUp(tab, `${server.origin}/list/inkling.html`, items)
      const ways = { plain: [], server: [], inkling: [] }
      for (const way of Object.keys(ways)) await visit(tab, server.origin, way)
      const names = Object.keys(ways)
      for (let i = 0; i < runs; i++) {
        // Alternate the sequence of variants, so that after-effects of one page affect all equally.
        const turn = [0, 1, 2].map((n) => names[(i % 2 ? i - n + 3 : i + n) % 3])
        for (const way of turn) ways[way].push(await visit(tab, server.origin, way))
      }
      for (const way of ['server', 'inkling'])
        assertUsage(
          ways[way].some(({ applied }) => applied !== undefined),
          `no visit of the ${way} page was put in order`,
        )
      const times = (way, key) => ways[way].map((visit) => visit[key]).filter((value) => value !== undefined)
      const parsed = times('plain', 'parsed')
      const painted = times('plain', 'painted')
      const clean = (way) => ways[way].filter(({ wrongFrames, applied }) => applied !== undefined && wrongFrames === 0)
      const share = (way) => `${clean(way).length} of ${ways[way].length}`
      return {
        title: 'From the start of a navigation to the list of 60 in its order, warm',
        note:
          `Visits without a frame of the list in another order: Inkling ${share('inkling')}, ` +
          `an order fetched from a server that answers at once ${share('server')}.`,
        unseen: { inkling: clean('inkling').length, server: clean('server').length, of: runs },
        rows: [
          measured('no script: list parsed', parsed),
          measured('Inkling, snippet and tag: order applied', times('inkling', 'applied'), parsed),
          measured('order fetched from the server: applied', times('server', 'applied'), parsed),
          measured('no script: first contentful paint', painted),
          measured('Inkling, snippet and tag: first contentful paint', times('inkling', 'painted'), painted),
          measured('order fetched from the server: first contentful paint', times('server', 'painted'), painted),
        ],
      }
    })
  },
}

function page(list, head) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stories</title>${head}
<style>body{font:16px/1.4 serif;margin:2em} li{margin:1em 0}</style></head><body><h1>Stories</h1>
<ol id="stories" data-inkling-list="stories">${list.map(card).join('\n')}</ol><p>That is all.</p></body></html>`
}

/** One navigation. @returns milliseconds since its start, by the page's clock */
export async function visit(tab, origin, way) {
  await tab.goto(`${origin}/list/${way}.html`)
  const result = await tab.evaluate(async () => {
    const painted = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime
    for (let i = 0; i < 50 && painted() === undefined; i++) await new Promise((resolve) => setTimeout(resolve, 20))
    return { ...window.probe, painted: painted() }
  })
  // Keep idle work from reaching into the next visit.
  await tab.waitForTimeout(150)
  return result
}
