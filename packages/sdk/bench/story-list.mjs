/** The list used by the sections on the first paint, and the reader who returns to it. */

import { until } from './until.mjs'

/** Number of items from {@link readItems}. */
export const ITEMS = 60
const READ = 5

export const escaped = (words) => words.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** @param item without a summary, only the title is shown */
export const card = ({ id, title, summary, topic }) =>
  `<li data-inkling-item="${id}" data-inkling-topic="${topic}"><h3><a href="${id}">${escaped(title)}</a></h3>` +
  `${summary ? `<p>${escaped(summary)}</p>` : ''}</li>`

/**
 * Visits pages until history, vectors and snapshot are complete, so that no background work is left.
 *
 * @param address of a page with the list, snippet and tag
 * @returns the list's ids in this reader's order
 */
export async function warmUp(tab, address, items) {
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
  await until(tab, async (count) => (await window.inkling.status?.())?.events >= count, read.length)
  // The model is downloaded from the second page view on.
  await tab.goto(address)
  const ids = [...items.slice(0, ITEMS), ...read].map(({ id }) => id)
  await tab.evaluate(async (ids) => (await import('/page/stored.js')).untilStored(ids), ids)
  for (let i = 0; i < 3; i++) {
    await tab.goto(address)
    // Keep idle work from reaching into the next visit.
    await tab.waitForTimeout(150)
  }
  return tab.$$eval('[data-inkling-list] > li', (found) => found.map((item) => item.dataset.inklingItem))
}
