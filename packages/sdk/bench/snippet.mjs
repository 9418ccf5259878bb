/** The first paint: from the start of a navigation to the list in its order, on visits after the first. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { text } from './server.mjs'

const ITEMS = 60
const READ = 5
const BASE = '/inkling'

/** Puts a release where a site would, with the CLI that sites use. @returns the two lines for the head */
export function copyRelease({ dist, into }) {
  const cli = join(dist, 'cli.js')
  const out = execFileSync(process.execPath, [cli, 'copy', into, '--base', BASE], { encoding: 'utf8', stdio: 'pipe' })
  const [snippet, tag] = out.trim().split('\n')
  return { snippet, tag }
}

/**
 * plain: the list as the editor made it. server: what people would write instead, an order fetched from a server and
 * applied when the page has been parsed. inkling: snippet and tag.
 *
 * @param wanted gives the ids that the server answers with
 */
export function snippetPages({ lines: { snippet, tag }, items, here, wanted }) {
  const list = items.slice(0, ITEMS)
  const probe = `<script>${text(join(here, 'page/probe.js'))}</script>`
  const fetched = `<script>${text(join(here, 'page/server-order.js'))}</script>`
  return {
    '/list/plain.html': () => page(list, probe),
    '/list/server.html': () => page(list, probe + fetched),
    '/list/inkling.html': () => page(list, snippet + probe + tag),
    '/list/order.json': () => JSON.stringify(wanted()),
  }
}

function page(items, head) {
  const card = ({ id, title, summary, topic }) =>
    `<li data-inkling-item="${id}" data-inkling-topic="${topic}"><h3><a href="${id}">${escaped(title)}</a></h3>` +
    `<p>${escaped(summary)}</p></li>`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stories</title>${head}
<style>body{font:16px/1.4 serif;margin:2em} li{margin:1em 0}</style></head><body><h1>Stories</h1>
<ol id="stories" data-inkling-list="stories">${items.map(card).join('\n')}</ol><p>That is all.</p></body></html>`
}

export const escaped = (words) => words.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** Visits until history, vectors and mirror are there, so that nothing is left to do in the background. */
export async function warmUp(tab, origin, items) {
  const address = `${origin}/list/inkling.html`
  const { topic } = items[0]
  const read = items
    .slice(ITEMS)
    .filter((item) => item.topic === topic)
    .slice(0, READ)
  await tab.goto(address)
  await tab.evaluate((events) => {
    window.inkling.push(['consent', { content: true, creatives: false, measurement: false }])
    for (const item of events) window.inkling.push(['track', 'read', item, { seconds: 40 }])
  }, read)
  await tab.waitForFunction((count) => window.inkling.status().then(({ events }) => events >= count), read.length)
  // From the second page view on the model is downloaded.
  await tab.goto(address)
  await tab.waitForFunction(
    (count) => window.inkling.status().then(({ vectors }) => vectors >= count),
    ITEMS + read.length,
    { timeout: 120_000, polling: 500 },
  )
  for (let i = 0; i < 3; i++) await visit(tab, origin, 'inkling')
  return tab.$$eval('#stories > li', (found) => found.map((item) => item.dataset.inklingItem))
}

/** One navigation. @returns milliseconds from its start, by the page's own clock */
export async function visit(tab, origin, way) {
  await tab.goto(`${origin}/list/${way}.html`)
  const result = await tab.evaluate(async () => {
    const painted = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime
    for (let i = 0; i < 50 && painted() === undefined; i++) await new Promise((resolve) => setTimeout(resolve, 20))
    return { ...window.probe, painted: painted() }
  })
  // What the page does when idle must not reach into the next visit.
  await tab.waitForTimeout(150)
  return result
}
