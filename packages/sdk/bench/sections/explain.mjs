/** Explaining a whole list: score parts, rules, leave-one-out of every event and topic, smallest sets, and reasons. */
import { measured, quantile, rounded, target } from '../report.mjs'

/** Median milliseconds for all items of a list together. */
const MOST = 20

export const explain = {
  sizes: {
    whole: { candidates: 30, events: 50, repeats: 60 },
    quick: { candidates: 30, events: 50, repeats: 10 },
    smoke: { candidates: 24, events: 6, repeats: 2 },
  },

  async measure({ size: { candidates: count, events, repeats }, items, asNewReader, callInPage, assertUsage }) {
    // Spread the events over all topics, with items left to rank in each.
    const some = items.slice(0, count + events)
    const isRead = (_, i) => Math.floor(((i + 1) * events) / some.length) > Math.floor((i * events) / some.length)
    const history = some.filter(isRead)
    const candidates = some.filter((_, i) => !isRead(_, i))
    const result = await asNewReader(async (tab) => {
      const filled = await callInPage(tab, 'rank.js', 'fill', { history, candidates })
      assertUsage(filled.errors.length === 0, `while vectors were made: ${filled.errors.join('; ')}`)
      return callInPage(tab, 'explain.js', 'measure', { candidates, events, repeats })
    })
    assertUsage(result.isolated, 'the page was not isolated: its clock is too coarse')
    assertUsage(
      result.tier === 'semantic' && result.explained === count,
      `explained ${result.explained} by ${result.tier}`,
    )
    const { all, again } = result.samples
    return {
      title: `explain() of all ${count} items of a list, with ${events} events`,
      note:
        `Every event and topic left out and the list ranked again, the smallest set of events for each item among the first, and what each rule did. ` +
        `The first list took ${rounded(all[0])} ms, the code of it included. ${result.sets} items have a set; the reasons: ${result.reasons}.`,
      targets: [target(`explain(), all ${count} items, median`, quantile(all, 0.5), MOST)],
      rows: [
        measured(`explain(), all ${count} items`, all, again),
        measured(`rank()'s scoring, ${events + 1} times: what leaving out each event anew would cost`, again),
      ],
    }
  },
}
