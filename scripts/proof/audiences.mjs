/**
 * Measures whether readers who match a phrase open items on its subject, and whether the phrase matches the requested share of readers. Uses
 * RankLens' readers, the code that pages run, and vectors of the built pack. After a build:
 *
 *   node scripts/proof/audiences.mjs                  writes the tables of docs/proof/audiences.md
 *   node scripts/proof/audiences.mjs --depth 0        prints them for the vectors of depth 0
 *   node scripts/proof/audiences.mjs --half 0         prints them for the other half of the readers
 *   node scripts/proof/audiences.mjs --vectors FILE   caches the vectors in FILE
 *
 * A reader's earlier lists determine which phrases match. Clicks are counted in later lists, on films not shown before. Constants were chosen on
 * half 0 of the readers (split by a hash of their names), and figures are for the other half. Data is read from INKLING_DATA (default:
 * shared/data beside the repository).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PHRASES as WRITTEN } from './audience-phrases.mjs'
import { depth, fitsOf, half, hash, KEPT, matching, PHRASES, readers, root, SHARES } from './audience-readers.mjs'

const RESAMPLES = 2000

/** Whether each reader is among the share with the highest scores. Used for the baselines. */
function topOf(scores, share) {
  const order = scores
    .map((score, r) => ({ score, r, tie: hash(`${readers[r].user} tie`) }))
    .sort((a, b) => b.score - a.score || a.tie - b.tie)
  const picked = new Set(order.slice(0, Math.round(share * readers.length)).map(({ r }) => r))
  return scores.map((_, r) => picked.has(r))
}

/** Log of a reader's clicks on matching films over those that their click rate predicts. Uses the films' labels, which a phrase doesn't know. */
const affinityOf = ({ shown, clicks }, films) =>
  Math.log(
    ([...clicks.keys()].filter((id) => films.has(id)).length + 2) /
      ((shown.filter((id) => films.has(id)).length * clicks.size) / shown.length + 2),
  )

/** For each reader and phrase: clicks on matching films, and the number that the reader's own click rate predicts. */
const counts = readers.map(({ outcome }) => {
  const rate = [...outcome.values()].filter(Boolean).length / outcome.size
  return matching.map((films) => {
    const shown = [...outcome].filter(([id]) => films.has(id))
    return { clicks: shown.filter(([, clicked]) => clicked).length, expected: rate * shown.length }
  })
})

/** Mean over phrases of the picked readers' clicks over their predicted clicks. @param times how often each reader is counted */
function ratio(picked, times, relative) {
  let sum = 0
  PHRASES.forEach((_, p) => {
    let [clicks, expected, all, allExpected] = [0, 0, 0, 0]
    readers.forEach((_, r) => {
      const count = counts[r][p]
      if (picked[r][p]) {
        clicks += times[r] * count.clicks
        expected += times[r] * count.expected
      }
      all += times[r] * count.clicks
      allExpected += times[r] * count.expected
    })
    sum += clicks / (expected || 1) / (relative ? all / allExpected : 1)
  })
  return sum / PHRASES.length
}

const once = readers.map(() => 1)
const resamples = Array.from({ length: RESAMPLES }, (_, n) => {
  const times = readers.map(() => 0)
  let state = hash(`resample ${n}`)
  for (let i = 0; i < readers.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    times[Math.floor((state / 2 ** 32) * readers.length)]++
  }
  return times
})

/** The 95 % interval of a figure over resamplings of readers. */
function interval(figure) {
  const sorted = resamples.map(figure).sort((a, b) => a - b)
  return [sorted[Math.floor(0.025 * RESAMPLES)], sorted[Math.ceil(0.975 * RESAMPLES) - 1]]
}

const number = (value) => value.toFixed(2)
const between = ([low, high]) => `${number(low)}–${number(high)}`
const signed = ([low, high]) =>
  [low, high].map((value) => `${value < 0 ? '−' : '+'}${number(Math.abs(value))}`).join(' to ')
const transposed = (columns) => readers.map((_, r) => columns.map((column) => column[r]))
const byThreshold = (fits, share) => fits.map((of) => of.map((fit) => fit >= 1 - share))

const EVERYBODY = readers.map(() => PHRASES.map(() => true))

function tables(ways) {
  const lines = [
    '| requested share | picked by | share of the readers who can be judged: mean, lowest and highest phrase | share of all readers: mean | clicks over own rate | clicks over own rate, relative to all readers | difference to genre affinity, paired |',
    '|---|---|---|---|---|---|---|',
  ]
  for (const share of SHARES) {
    const affinity = transposed(
      matching.map((films) =>
        topOf(
          readers.map((reader) => affinityOf(reader, films)),
          share,
        ),
      ),
    )
    const heavy = topOf(
      readers.map(({ clicks, shown }) => clicks.size / shown.length),
      share,
    )
    const rows = [
      ...ways.map(([name, fits]) => [name, byThreshold(fits, share), fits.map((of) => of.map((fit) => fit >= 0))]),
      ['genre affinity, from the films’ labels', affinity],
      ['heavy clickers', heavy.map((is) => PHRASES.map(() => is))],
    ]
    for (const [name, picked, judged = EVERYBODY] of rows) {
      const shares = PHRASES.map((_, p) => picked.filter((of) => of[p]).length / judged.filter((of) => of[p]).length)
      const all = picked.flat().filter(Boolean).length / picked.flat().length
      const mean = shares.reduce((sum, each) => sum + each, 0) / shares.length
      const raw = `**${number(ratio(picked, once))}** (${between(interval((times) => ratio(picked, times)))})`
      const relative = `${number(ratio(picked, once, true))} (${between(interval((times) => ratio(picked, times, true)))})`
      const paired =
        picked === affinity ? '' : signed(interval((times) => ratio(picked, times) - ratio(affinity, times)))
      lines.push(
        `| ${share} | ${name} | ${[mean, Math.min(...shares), Math.max(...shares)].map((each) => each.toFixed(3)).join(', ')} | ${all.toFixed(3)} | ${raw} | ${relative} | ${paired} |`,
      )
    }
  }
  return lines
}

function byPhrase(fits) {
  const share = SHARES[0]
  const picked = byThreshold(fits, share)
  const affinity = matching.map((films) =>
    topOf(
      readers.map((reader) => affinityOf(reader, films)),
      share,
    ),
  )
  const one = (p, is) => {
    const sums = readers.reduce(
      (sum, _, r) => (is(r) ? [sum[0] + counts[r][p].clicks, sum[1] + counts[r][p].expected] : sum),
      [0, 0],
    )
    return number(sums[0] / (sums[1] || 1))
  }
  return [
    '| phrase | matching films | share of the readers judged | not judged | clicks over own rate | genre affinity | all readers |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...PHRASES.map(([phrase], p) => {
      const ofJudged = picked.filter((of) => of[p]).length / fits.filter((of) => of[p] >= 0).length
      const count = (is) => (readers.filter((_, r) => is(r)).length / readers.length).toFixed(3)
      return `| ${phrase} | ${matching[p].size} | ${ofJudged.toFixed(3)} | ${count((r) => fits[r][p] < 0)} | ${one(p, (r) => picked[r][p])} | ${one(p, (r) => affinity[p][r])} | ${one(p, () => true)} |`
    }),
  ]
}

const [site, met] = [await fitsOf(KEPT), await fitsOf(0)]
const text = [
  `The tables cover ${readers.length} readers at depth ${depth}, and ${PHRASES.length} of ${WRITTEN.length} phrases. Refused as sensitive: ${WRITTEN.filter(
    (each) => !PHRASES.includes(each),
  )
    .map(([phrase]) => phrase)
    .join(', ')}.`,
  '',
  ...tables([
    ['phrases; the page has seen 500 films', site],
    ['phrases; the page has seen only the films it showed', met],
  ]),
  '',
  `The next table shows each phrase, for a requested share of ${SHARES[0]} and a page that has seen 500 films:`,
  '',
  ...byPhrase(site),
].join('\n')
const page = join(root, 'docs/proof/audiences.md')
const [START, END] = ['<!-- written by scripts/proof/audiences.mjs -->', '<!-- end -->']
if (depth === '1' && half === '1') {
  const whole = readFileSync(page, 'utf8')
  writeFileSync(
    page,
    `${whole.slice(0, whole.indexOf(START) + START.length)}\n\n${text}\n\n${whole.slice(whole.indexOf(END))}`,
  )
} else console.log(text)
