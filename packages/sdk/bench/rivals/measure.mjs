/** Visits a page of each way as a new reader would, and as one who comes back. */
import { readFileSync } from 'node:fs'
import { FAST_4G, LOOPBACK, onLine } from '../line.mjs'

/** Milliseconds without a request after which a page has loaded everything. */
const QUIET = 700
/** Milliseconds for a first order: 30 MB at 9 Mbit/s take 27 s on a quiet machine. */
const PATIENCE = 180_000
/** Single texts timed one after the other; their mean counts. */
const SINGLES = 10

/**
 * What is measured. Lower is better in each. `isCensored`: values below a limit are 0, so that ratios would mean nothing.
 *
 * @type {Record<string, { title: string, unit: 'ms' | 'KB' | 'MB', isCensored?: true }>}
 */
export const MEASURES = {
  line: { title: 'First order by meaning, nothing cached, 9 Mbit/s and 60 ms', unit: 'ms' },
  loopback: { title: 'First order by meaning, nothing cached, loopback', unit: 'ms' },
  again: { title: 'Second visit: first personalised order, 9 Mbit/s and 60 ms', unit: 'ms' },
  againLoopback: { title: 'Second visit: first personalised order, loopback', unit: 'ms' },
  bytes: { title: 'Loaded at a first visit, page included', unit: 'KB' },
  againBytes: { title: 'Loaded at the second visit', unit: 'KB' },
  bothBytes: { title: 'Loaded at both visits together', unit: 'KB' },
  one: { title: '1 new text, everything loaded', unit: 'ms' },
  some: { title: '48 new texts, everything loaded', unit: 'ms' },
  many: { title: '500 new texts, everything loaded', unit: 'ms' },
  task: {
    title: 'Longest task on the main thread, first visit, loopback (0: none over 50 ms)',
    unit: 'ms',
    isCensored: true,
  },
  memory: { title: "Peak memory of the page's process after the first order, loopback", unit: 'MB' },
  memoryMany: { title: "Peak memory of the page's process after 500 texts", unit: 'MB' },
}

/**
 * One round of one way, in a browser of its own, so that no process, cache or memory is left from another.
 *
 * @param {object} context
 * @param context.launch starts a browser @param context.server @param context.texts `one`, `some` and `many`
 * @param context.size `line`: whether visits at 9 Mbit/s are part of the round
 * @returns {Promise<Partial<Record<keyof typeof MEASURES, number>>>}
 */
export async function round({ name, texts: hasTexts, tag: isTagged, module }, { launch, server, texts, size }) {
  const isOrdered = isTagged || module !== undefined
  const browser = await launch()
  try {
    const found = {}
    for (const [line, first, again] of [
      ...(size.line ? [[FAST_4G, 'line', 'again']] : []),
      [LOOPBACK, 'loopback', 'againLoopback'],
    ]) {
      const context = await browser.newContext()
      const tab = await context.newPage()
      await onLine(await context.newCDPSession(tab), line)
      const visit = await open(tab, server, `${name}.html`, isOrdered && 'ordered')
      if (isOrdered) found[first] = visit.ordered
      // Every byte is needed before a rival's order, so none may arrive sooner than the line allows: this would show
      // that a worker's requests aren't slowed down.
      const least = (visit.bytes / line.downloadThroughput) * 1000
      if (module && line === FAST_4G && visit.ordered < 0.9 * least)
        throw new Error(`${name} was ordered after ${visit.ordered} ms, but its bytes take ${least} ms`)
      if (line === LOOPBACK) {
        found.bytes = visit.bytes / 1000
        if (isOrdered) found.task = visit.longest
        found.memory = await peak(browser)
        if (hasTexts && texts) {
          found.one = await timeSingles(tab, texts.one)
          found.some = await time(tab, texts.some)
          found.many = await time(tab, texts.many)
          found.memoryMany = await peak(browser)
        }
      }
      if (isOrdered) {
        const before = server.requests.length
        const second = await open(tab, server, `${name}-again.html`, 'personal', async () => {
          // From the second visit on, the tag loads the transformer when the browser is idle: it counts, however late.
          if (isTagged) await requested(server, before, /\/weights-\d+\.bin$/)
        })
        found[again] = second.personal
        if (line === LOOPBACK) {
          found.againBytes = second.bytes / 1000
          found.bothBytes = found.bytes + found.againBytes
        }
      }
      await context.close()
    }
    return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
  } finally {
    await browser.close()
  }
}

/** @returns a function that opens a way's page, and does something with it when the list is ordered */
export const opened =
  ({ name }, { launch, server }) =>
  async (work) => {
    const browser = await launch()
    try {
      const tab = await browser.newPage()
      await open(tab, server, `${name}.html`, 'ordered')
      return await work(tab)
    } finally {
      await browser.close()
    }
  }

/** @param {'ordered' | 'personal' | false} until which note to wait for @param more what else to wait for */
async function open(tab, { origin, sent }, page, until, more = async () => {}) {
  const before = sent.bytes
  await tab.goto(`${origin}/rivals/${page}`)
  if (until) await noted(tab, until)
  await more()
  await settled(tab, sent)
  const { ordered, personal, longest, errors } = await tab.evaluate(() => window.visit)
  if (errors.length) throw new Error(`${page}: ${errors.join('; ')}`)
  return { ordered, personal, longest, bytes: sent.bytes - before }
}

async function noted(tab, until) {
  const state = () => tab.evaluate((until) => ({ at: visit[until], errors: visit.errors }), until)
  const end = performance.now() + PATIENCE
  for (;;) {
    const { at, errors } = await state()
    if (at !== undefined) return
    if (errors.length || performance.now() > end) throw new Error(`${tab.url()}: no order. ${errors.join('; ')}`)
    await tab.waitForTimeout(50)
  }
}

async function requested({ requests }, from, path) {
  const end = performance.now() + PATIENCE
  while (!requests.slice(from).some((each) => path.test(each))) {
    if (performance.now() > end) throw new Error(`Nobody asked for ${path}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Waits until nothing is under way any more: the next page finds what this one stores. */
async function settled(tab, sent) {
  let [bytes, since] = [sent.bytes, performance.now()]
  while (performance.now() - since < QUIET) {
    await tab.waitForTimeout(50)
    if (sent.open || sent.bytes !== bytes) [bytes, since] = [sent.bytes, performance.now()]
  }
  await tab.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 })))
}

const time = (tab, texts) => tab.evaluate((texts) => visit.time(texts), texts)

async function timeSingles(tab, texts) {
  const times = await tab.evaluate(
    async (texts) => {
      const times = []
      for (const text of texts) times.push(await visit.time([text]))
      return times
    },
    texts.slice(0, SINGLES),
  )
  return times.reduce((sum, each) => sum + each, 0) / times.length
}

/**
 * Largest resident memory that a page's process has had, in MB, as Linux counts it; undefined elsewhere. It contains
 * what every page's process has, so it is to be compared with that of the page alone.
 */
async function peak(browser) {
  const client = await browser.newBrowserCDPSession()
  const { processInfo } = await client.send('SystemInfo.getProcessInfo')
  await client.detach()
  const peaks = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => peakOf(id))
  return peaks.includes(undefined) || peaks.length === 0 ? undefined : Math.max(...peaks)
}

function peakOf(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000
  } catch {
    return undefined
  }
}
