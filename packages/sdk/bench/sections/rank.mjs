/** Ranking a long list with a long history, all vectors cached: the synchronous arithmetic on the page. */
import { measured, quantile, rounded, target } from '../report.mjs'

/** Median milliseconds. */
const MOST = 3

export const rank = {
  sizes: {
    whole: { candidates: 200, events: 50, repeats: 200 },
    quick: { candidates: 200, events: 50, repeats: 20 },
    smoke: { candidates: 24, events: 6, repeats: 2 },
  },

  async measure({ size: { candidates: count, events, repeats }, items, server, asNewReader, callInPage, assertUsage }) {
    const some = items.slice(0, count + events)
    // Evenly spaced, so that the history covers the same topics as the list.
    const every = Math.floor(some.length / events)
    const isRead = (_, i) => i % every === 0 && i / every < events
    const history = some.filter(isRead)
    const candidates = some.filter((_, i) => !isRead(_, i))
    const { result, asked, workers } = await asNewReader(async (tab) => {
      const filled = await callInPage(tab, 'rank.js', 'fill', { history, candidates })
      assertUsage(filled.errors.length === 0, `while vectors were made: ${filled.errors.join('; ')}`)
      const from = server.requests.length
      const result = await callInPage(tab, 'rank.js', 'measure', { history, candidates, repeats })
      return { result, asked: server.requests.slice(from), workers: tab.workers().length }
    })
    const loaded = asked.filter((path) => /^\/(?:engine|models)\//.test(path))
    assertUsage(result.isolated, 'the page was not isolated: its clock is too coarse')
    assertUsage(result.events === events, `the history has ${result.events} events, not ${events}`)
    assertUsage(result.tier === 'semantic' && result.ranked === count, `ranked ${result.ranked} by ${result.tier}`)
    assertUsage(result.status.engine === 'off' && workers === 0, 'an engine was started though every vector was there')
    assertUsage(loaded.length === 0, `files of the engine were loaded: ${loaded.join(', ')}`)

    const { scoring, call, mean, tfidf, tfidfReady } = result.samples
    return {
      title: `rank() of ${count} candidates against ${events} events, every vector cached`,
      note:
        `A new page view; no worker was started and no byte of engine or model was asked for. ` +
        `Its first call took ${rounded(call[0])} ms (scoring ${rounded(scoring[0])} ms), before anything was compiled.`,
      first: { call: rounded(call[0]), scoring: rounded(scoring[0]) },
      targets: [
        target('rank(), scoring alone, median', quantile(scoring, 0.5), MOST),
        target('rank(), the whole call, median', quantile(call, 0.5), MOST),
      ],
      rows: [
        measured('Inkling, scoring alone (Ranking.milliseconds)', scoring, mean),
        measured('Inkling, the whole call', call, mean),
        measured('cosine to the mean of the history, plain JS', mean),
        measured('tf-idf from the texts, plain JS', tfidf, mean),
        measured('tf-idf, its vectors kept, plain JS', tfidfReady, mean),
      ],
    }
  },
}
