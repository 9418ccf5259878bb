/** How long a page with very many lists is blocked, compared with the same page without Inkling. */
import { join } from 'node:path'
import { withoutModel } from '../release.mjs'
import { measured, quantile, target } from '../report.mjs'
import { text } from '../server.mjs'
import { card } from '../story-list.mjs'

/** Milliseconds to wait for background work. */
const REST = 3000
/** Tasks longer than this are noticeable, in milliseconds. https://web.dev/articles/optimize-long-tasks */
const MOST = 50
/** Inkling's own limit of items per page. */
const MOST_ITEMS = 5000

export const manyLists = {
  sizes: {
    whole: { lists: 200, items: 200, visits: 5 },
    quick: { lists: 200, items: 200, visits: 2 },
    smoke: { lists: 10, items: 20, visits: 1 },
  },

  pages({ size, lines: { snippet, tag }, items, here }) {
    const beat = `<script>${text(join(here, 'page/heartbeat.js'))}</script>`
    const light = withoutModel(tag)
    const list = (_, at) =>
      `<ol data-inkling-list="list-${at}">${Array.from({ length: size.items }, (_, n) => {
        const { id, ...rest } = items[(at * 7 + n) % items.length]
        return card({ ...rest, id: `${id}-${at}-${n}` })
      }).join('\n')}</ol>`
    const body = Array.from({ length: size.lists }, list).join('\n')
    const page = (head) =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lists</title>${head}</head><body>${body}</body></html>`
    return {
      '/many/plain.html': () => page(beat),
      '/many/inkling.html': () => page(snippet + beat + light),
    }
  },

  async measure({ size, items, server, asNewReader, assertUsage }) {
    return asNewReader(async (tab) => {
      const wanted = Math.min(size.lists, Math.floor(MOST_ITEMS / size.items))
      const visit = async (way) => {
        await tab.goto(`${server.origin}/many/${way}.html`)
        if (way === 'inkling') await tab.waitForFunction((count) => window.heartbeat.ranked >= count, wanted)
        await tab.waitForTimeout(REST)
        return tab.evaluate(() => window.heartbeat)
      }
      await tab.goto(`${server.origin}/many/inkling.html`)
      await tab.evaluate(
        (events) => {
          window.inkling.push(['consent', { content: true, creatives: false, measurement: false }])
          for (const item of events) window.inkling.push(['track', 'read', item, { seconds: 40 }])
        },
        items.slice(0, 5),
      )
      await visit('inkling')
      const ways = { plain: [], inkling: [] }
      for (let i = 0; i < size.visits; i++) for (const way of Object.keys(ways)) ways[way].push(await visit(way))
      assertUsage(
        ways.inkling.every(({ ranked }) => ranked >= wanted),
        'not every list was ranked',
      )
      const times = (way, key) => ways[way].map((seen) => seen[key])
      const frames = times('plain', 'frame')
      const scripts = times('inkling', 'script')
      return {
        title: `${size.lists} lists of ${size.items}, lexical tier: the longest stretch that a page is held up`,
        note:
          `Until ${REST / 1000} s after ${wanted} lists were ranked; more Inkling doesn't look at. A script's time contains layout ` +
          'that it asks for, and a garbage collection if one happens to fall into it: of two such documents, one after the ' +
          'other, that takes 100 to 250 ms. Scripts in frames under 50 ms are not told: none at all is 0.',
        rows: [
          measured('no script: longest animation frame', frames),
          measured('Inkling, snippet and tag: longest animation frame', times('inkling', 'frame'), frames),
          measured('Inkling, snippet and tag: longest script', scripts),
        ],
        targets: [target('longest script of a page of so many lists, median', quantile(scripts, 0.5), MOST)],
      }
    })
  },
}
