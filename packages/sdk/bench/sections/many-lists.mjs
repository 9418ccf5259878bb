/** The longest stretch that a page has to wait while a great many lists are read and ordered, beside the same page without Inkling. */
import { join } from 'node:path'
import { measured } from '../report.mjs'
import { text } from '../server.mjs'
import { card } from '../story-list.mjs'

/** Milliseconds that what is left to do in the background is given. */
const REST = 3000
/** What Inkling looks at on a page, at most. */
const MOST_ITEMS = 5000

export const manyLists = {
  sizes: {
    whole: { lists: 200, items: 200, visits: 5 },
    quick: { lists: 200, items: 200, visits: 2 },
    smoke: { lists: 10, items: 20, visits: 1 },
  },

  pages({ size, lines: { snippet, tag }, items, here }) {
    const beat = `<script>${text(join(here, 'page/heartbeat.js'))}</script>`
    const light = tag.replace(/ data-model="[^"]*"/, ' data-download="never"')
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

  async measure({ size, items, server, asNewReader, insist }) {
    return asNewReader(async (tab) => {
      const wanted = Math.min(size.lists, Math.floor(MOST_ITEMS / size.items))
      const visit = async (way) => {
        await tab.goto(`${server.origin}/many/${way}.html`)
        if (way === 'inkling') await tab.waitForFunction((count) => window.heartbeat.ranked >= count, wanted)
        await tab.waitForTimeout(REST)
        const seen = await tab.evaluate(() => window.heartbeat)
        if (process.env.SHOW) console.error(way, JSON.stringify(seen.all?.sort((a, b) => b[0] - a[0]).slice(0, 12)))
        return seen.ours
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
      insist(Math.min(...ways.inkling) > 0, 'nothing was noted')
      return {
        title: `The longest stretch a task of the page has to wait: ${size.lists} lists of ${size.items}, light tier`,
        note: `From the parsed page to ${REST / 1000} s after ${wanted} lists were ranked; more Inkling doesn't look at. Layout and painting of the page are in both.`,
        rows: [measured('no script', ways.plain), measured('Inkling, snippet and tag', ways.inkling, ways.plain)],
      }
    })
  },
}
