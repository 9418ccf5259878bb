/**
 * A reader's first page view: when a list is ordered by vectors, and how much main-thread time computing them takes.
 */
import { join } from 'node:path'
import { json } from '../../../demo/src/templates/html.mjs'
import { FAST_4G, LOOPBACK, onLine } from '../line.mjs'
import { longestTask, onStack, profiled } from '../profile.mjs'
import { withoutModel } from '../release.mjs'
import { measured, quantile, rounded, target } from '../report.mjs'
import { text } from '../server.mjs'
import { card } from '../story-list.mjs'
import { until } from '../until.mjs'

/** Titles in the list, and items read before. */
const TITLES = 30
const READ = 3
/** Number of texts initially on the page, and added after their vectors are complete. */
const TEXTS = { first: 10, more: 490 }
const A_LIST = 100
/** Milliseconds: from navigation to the order; of main-thread time for these texts; of one task. */
const MOST = { order: 1800, texts: 60, task: 50 }

export const firstVisit = {
  sizes: { whole: { visits: 9 }, quick: { visits: 3 }, smoke: { visits: 1 } },

  pages({ lines: { tag }, items, here }) {
    const notes = `<script>${text(join(here, 'page/first-visit.js'))}</script>`
    const words = withoutModel(tag)
    const read = items.slice(-READ).map((item) => ['track', 'read', item, { seconds: 40 }])
    const consent = ['consent', { content: true, creatives: false, measurement: false }]
    const calls = `<script>(window.inkling ??= []).push(${[consent, ...read].map(json).join()})</script>`
    const page = (head, body) => () =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stories</title>${notes}${calls}${head}</head>
<body><h1>Stories</h1><p style="height:200vh">Scroll down.</p>
${body}</body></html>`
    /** Lists with `count` cards in total, starting at `from`. @param shown extra item data besides the title */
    const lists = (from, count, shown = {}) => {
      const cards = Array.from({ length: count }, (_, at) => {
        const [n, item] = [from + at, items[(from + at) % (items.length - READ)]]
        return card({ ...item, ...shown, id: `${item.id}-${n}`, title: `${item.title} ${n}` })
      })
      return Array.from({ length: Math.ceil(count / A_LIST) }, (_, at) => {
        const own = cards.slice(at * A_LIST, (at + 1) * A_LIST)
        return `<ol data-inkling-list="stories-${from}-${at}" data-inkling-live>${own.join('')}</ol>`
      }).join('')
    }
    const more = (shown) =>
      page(tag, `${lists(0, TEXTS.first, shown)}<template>${lists(TEXTS.first, TEXTS.more, shown)}</template>`)
    return {
      '/first-visit/words.html': page(words, lists(0, TITLES)),
      '/first-visit/table.html': page(tag, lists(0, TITLES)),
      '/first-visit/more.html': more(),
      '/first-visit/more-titles.html': more({ summary: '' }),
    }
  },

  async measure({ size: { visits }, server, asNewReader }) {
    const { origin } = server
    const open = async (tab, path, tier) => {
      await tab.goto(`${origin}/first-visit/${path}.html`)
      await tab.waitForFunction((tier) => window.visit[tier] !== undefined, tier)
    }
    const embedded = (tab, texts) =>
      until(tab, async (texts) => (await window.inkling.status()).vectors >= texts, texts)
    /** A reader without history or cache. */
    const first = (path, tier, line) =>
      asNewReader(async (tab) => {
        await onLine(await tab.context().newCDPSession(tab), line)
        await open(tab, path, tier)
        if (tier === 'semantic') await embedded(tab, TITLES)
        const bytes = await tab.evaluate(() =>
          performance
            .getEntriesByType('resource')
            .concat(performance.getEntriesByType('navigation'))
            .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
        )
        return { ...(await tab.evaluate(() => window.visit)), bytes }
      })
    /**
     * Main-thread time for the first texts, and for additional ones, with everything loaded. The profiler has some
     * overhead itself.
     */
    const texts = (path) => () =>
      asNewReader(async (tab) => {
        const client = await tab.context().newCDPSession(tab)
        await onLine(client, LOOPBACK)
        const table = async (work) => onStack(await profiled(client, work), /\/table\.js/).total
        const loading = await table(async () => {
          await open(tab, path, 'semantic')
          await embedded(tab, TEXTS.first)
        })
        const more = await table(async () => {
          await tab.evaluate(() => document.body.append(document.querySelector('template').content))
          await embedded(tab, TEXTS.first + TEXTS.more)
        })
        return { loading, more }
      })
    /** CPU time of the longest task. */
    const task = () =>
      asNewReader(async (tab) => {
        await onLine(await tab.context().newCDPSession(tab), FAST_4G)
        return { task: await longestTask(tab, () => open(tab, 'table', 'semantic'), /\/inkling\.js/) }
      })
    const ways = {
      task,
      words: () => first('words', 'lexical', FAST_4G),
      table: () => first('table', 'semantic', FAST_4G),
      loopback: () => first('table', 'semantic', LOOPBACK),
      texts: texts('more'),
      titles: texts('more-titles'),
    }
    const seen = Object.fromEntries(Object.keys(ways).map((way) => [way, []]))
    // Discard the first visit of each kind, in which the server compresses its files.
    for (const visit of Object.values(ways)) await visit()
    for (let i = 0; i < visits; i++) for (const [way, visit] of Object.entries(ways)) seen[way].push(await visit())
    const values = (way, key) => seen[way].map((each) => each[key])
    const words = values('words', 'lexical')
    const table = values('table', 'semantic')
    const more = values('texts', 'more')
    const titles = values('titles', 'more')
    const tasks = { line: values('table', 'longest'), loopback: values('loopback', 'longest') }
    return {
      title: `A first visit: ${TITLES} titles ranked by ${READ} that were read`,
      note:
        `From navigation to the first order, nothing cached, consent at once; 9 Mbit/s and 60 ms. By vectors: after ` +
        `${rounded(quantile(values('table', 'bytes'), 0.5) / 1e6)} MB, page included. "Main thread" is table.js on the stack, ` +
        'in a profile on loopback. Tasks under 50 ms are not told: none at all is 0. Processor time is by a trace, which takes time itself.',
      rows: [
        measured('9 Mbit/s: first order by words, no model', words),
        measured('9 Mbit/s: first order by vectors', table, words),
        measured('loopback: first order by vectors', values('loopback', 'semantic')),
        measured(`main thread: ${TEXTS.first} texts, loading included`, values('texts', 'loading')),
        measured(`main thread: ${TEXTS.more} texts more, with summaries`, more),
        measured(`main thread: ${TEXTS.more} more, titles alone`, titles),
        measured('9 Mbit/s: longest task', tasks.line),
        measured('loopback: longest task', tasks.loopback),
        measured('9 Mbit/s: longest task, processor time', values('task', 'task')),
      ],
      targets: [
        target('first order by vectors on a first visit, 9 Mbit/s, median', quantile(table, 0.5), MOST.order),
        target(`${TEXTS.more} texts more on the main thread, with summaries, median`, quantile(more, 0.5), MOST.texts),
        target(`${TEXTS.more} texts more on the main thread, titles alone, median`, quantile(titles, 0.5), MOST.texts),
        target('longest task of a first visit, 9 Mbit/s, median', quantile(tasks.line, 0.5), MOST.task),
        target('longest task of a first visit, loopback, median', quantile(tasks.loopback, 0.5), MOST.task),
      ],
    }
  },
}
