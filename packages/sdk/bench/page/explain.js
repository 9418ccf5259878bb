/** Measures explaining every item of a newly ranked list, compared with one ranking per event. */
import { open, quiet } from './rank.js'

export async function measure({ candidates, events, repeats }) {
  const inkling = open()
  await inkling.status()
  await quiet()
  const samples = { all: [], again: [] }
  let explained = []
  let ranking
  // Alternate, so that other load on the machine affects both equally.
  for (let i = 0; i < repeats; i++) {
    let again = 0
    for (let n = 0; n <= events; n++) again += (await inkling.rank(candidates, { list: 'bench' })).milliseconds
    samples.again.push(again)
    // Rank again, because explanations of the last ranking are cached.
    ranking = await inkling.rank(candidates, { list: 'bench' })
    await quiet()
    explained = []
    const started = performance.now()
    for (const { id } of ranking.items) explained.push(await inkling.explain(ranking, id))
    samples.all.push(performance.now() - started)
  }
  inkling.destroy()
  const counts = {}
  for (const { reason } of explained) counts[reason.why] = (counts[reason.why] ?? 0) + 1
  const reasons = Object.entries(counts).map(([why, count]) => `${why} ${count}`)
  return {
    samples,
    tier: ranking.tier,
    explained: explained.length,
    sets: explained.filter(({ needs }) => needs).length,
    reasons: reasons.join(', '),
    isolated: crossOriginIsolated,
  }
}
