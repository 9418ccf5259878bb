/**
 * Are those whom a phrase picks the ones who open what it speaks of, and are there as many as were asked for? On RankLens' readers, by the code
 * that pages run, with the vectors that the built pack makes. After a build:
 *
 *   node scripts/proof/audiences.mjs           writes the tables of docs/proof/audiences.md
 *   node scripts/proof/audiences.mjs --depth 0     prints those of the table's vectors; `--half 0` those of the other readers; `--vectors FILE` keeps
 *                                                  the vectors there, or takes them from there
 *
 * Who belongs is told by a reader's earlier lists; what they open, by films of their later lists that they had not been shown. Constants were chosen
 * on the readers of the first half (by a hash of their names); figures are of the other half. Data is read from INKLING_DATA (default: shared/data
 * beside the repository).
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { embed } from '../../models/training/embed.mjs'
import { importSource } from '../typescript.mjs'
import { PHRASES as WRITTEN } from './audience-phrases.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const data = process.env.INKLING_DATA ?? join(root, '../shared/data')
const {
  depth,
  half,
  vectors: file,
} = parseArgs({
  options: {
    depth: { type: 'string', default: '1' },
    half: { type: 'string', default: '1' },
    vectors: { type: 'string' },
  },
}).values
const sdk = await importSource(
  'audiences/parse-audience.ts',
  'cli/evaluate/log/read-log.ts',
  'cli/evaluate/context.ts',
  'cli/evaluate/popularity.ts',
  'cli/evaluate/replay.ts',
  'content/article9.ts',
  'content/fingerprint.ts',
  'content/quantise.ts',
  'runtime/audiences/audiences.ts',
  'runtime/scorer.ts',
  'options.ts',
)

/** Lists of a reader that tell who belongs; of those with fewer than five, half. */
const EARLIER = 3
/** Items that a page keeps: history/limits.ts. */
const KEPT = 500
const SHARES = [0.1, 0.2]
const RESAMPLES = Number(process.env.RS ?? 2000)

const hash = (text) => createHash('sha256').update(text).digest().readUInt32BE(0)
const halfOf = (user) => hash(user) % 2

const log = await sdk.readLog(join(data, 'train/ranklens/events.jsonl.gz'))
const contents = sdk.contentsOf(log)
const vectors = vectorsOf()
/** All films by chance. A page has met those from a place of its reader's on. */
const CATALOGUE = [...contents.keys()].sort((a, b) => hash(a) - hash(b))
/** Those that aren't refused as sensitive, by words or by vectors. */
const PHRASES = WRITTEN.filter(([phrase]) => !isRefused(phrase))
const NAMES = PHRASES.map(([phrase]) => phrase)
const matching = matchingFilms()
const popularity = [0, 1].map((one) => sdk.countPopularity(log.lists.filter(({ user }) => halfOf(user) !== one)))
const readers = [...sdk.listsByUser(log.lists)].flatMap(([user, lists]) => readerOf(user, lists))

/** Of each phrase the ids of films that its genres and tags name. */
function matchingFilms() {
  const lines = gunzipSync(readFileSync(join(data, 'train/ranklens/events.jsonl.gz')))
    .toString()
    .split('\n')
  const films = lines.filter((line) => line.includes('"event":"item"')).map((line) => JSON.parse(line))
  return PHRASES.map(([, { genres = [], tags = [] }]) => {
    const has = ({ fields }, name, of) =>
      fields.find((each) => each.name === name)?.value.some?.((label) => of.includes(label))
    return new Set(
      films.filter((film) => has(film, 'genres', genres) || has(film, 'tags', tags)).map(({ item }) => item),
    )
  })
}

/** As a page stores them, by fingerprint: of all films, and of the phrases. */
function vectorsOf() {
  const texts = [...new Set([...[...contents.values()].map(({ text }) => text), ...WRITTEN.map(([phrase]) => phrase)])]
  const made = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : embed(texts, { depth })
  if (file && !existsSync(file)) writeFileSync(file, JSON.stringify(made))
  const stored = texts.map((text, n) => [sdk.fingerprint(text), sdk.quantise(Float32Array.from(made[n]))])
  // By which sensitive topics are recognised: they come with the pack.
  const { texts: prototypes } = JSON.parse(readFileSync(join(root, 'models/encoder-en/precomputed.json'), 'utf8'))
  const own = sdk.PHRASE_KEYS.map((key, n) => [key, Int8Array.from(Buffer.from(prototypes[n].vector, 'base64'))])
  return new Map([...stored, ...own])
}

function isRefused(phrase) {
  try {
    sdk.parseAudience(phrase, (text) => sdk.isArticle9({ text, fingerprint: sdk.fingerprint(text) }, vectors))
    return false
  } catch {
    return true
  }
}

/** What is known of a reader by their earlier lists, and what they opened later. */
function readerOf(user, lists) {
  const cut = Math.max(1, Math.min(lists.length >= 5 ? EARLIER : lists.length >> 1, lists.length - 1))
  if (halfOf(user) !== Number(half) || lists.length < 2) return []
  const [earlier, later] = [lists.slice(0, cut), lists.slice(cut)]
  const known = (id) => contents.has(id)
  const shown = new Set(earlier.flatMap(({ items }) => items).filter(known))
  // A click on an earlier list, but made later, tells nothing yet.
  const clicks = new Map(
    earlier.flatMap(({ clickedAt }) => [...clickedAt]).filter(([id, at]) => known(id) && at < later[0].at),
  )
  const outcome = new Map()
  for (const { items, clicked } of later)
    for (const id of items)
      if (known(id) && !shown.has(id)) outcome.set(id, (outcome.get(id) ?? false) || clicked.has(id))
  return outcome.size ? [{ user, shown: [...shown], clicks, outcome, now: later[0].at }] : []
}

/** A page of this reader's, as the audiences' code sees it. @param kept how many items it has met */
function contextOf({ user, shown, clicks, now }, kept) {
  const figures = popularity[halfOf(user)]
  const itemOf = (id) => ({ ...contents.get(id), popularity: figures.of(id) ?? 0 })
  const from = hash(user) % CATALOGUE.length
  const others = [...CATALOGUE.slice(from), ...CATALOGUE.slice(0, from)]
    .filter((id) => !shown.includes(id))
    .slice(0, Math.max(0, kept - shown.length))
  // As long ago for this page as it was for theirs.
  const event = (kind, id, at) => ({ ...itemOf(id), kind, item: id, at: Date.now() - now + at })
  const events = [
    ...shown.map((id) => event('impression', id, now - 600_000)),
    ...[...clicks].map(([id, at]) => event('click', id, at)),
  ]
  const store = {
    events,
    items: new Map([...others, ...shown].map((id) => [id, itemOf(id)])),
    vectors,
    putItems: async () => undefined,
  }
  const options = sdk.resolveOptions({ audiences: SHARES[0] })
  const grant = { options, consent: { content: true, creatives: true }, signal: new AbortController().signal }
  const context = { grant, store, opened: Promise.resolve(store), prepare: async () => undefined }
  context.scorer = new sdk.Scorer(context)
  return context
}

/** Reader by reader, phrase by phrase, how well it fits; −1 where that can't be said. */
async function fitsOf(kept) {
  const all = []
  for (const reader of readers) {
    const answers = await sdk.audiences(contextOf(reader, kept), NAMES)
    all.push(answers.map(({ fit = -1 }) => fit))
  }
  return all
}

/** Who is among the share of all readers with the highest score: what other ways to pick are given. */
function topOf(scores, share) {
  const order = scores
    .map((score, r) => ({ score, r, tie: hash(`${readers[r].user} tie`) }))
    .sort((a, b) => b.score - a.score || a.tie - b.tie)
  const picked = new Set(order.slice(0, Math.round(share * readers.length)).map(({ r }) => r))
  return scores.map((_, r) => picked.has(r))
}

/** The log of clicks on matching films over those that a reader's rate promises: by the films' labels, which a phrase doesn't know. */
const affinityOf = ({ shown, clicks }, films) =>
  Math.log(
    ([...clicks.keys()].filter((id) => films.has(id)).length + 2) /
      ((shown.filter((id) => films.has(id)).length * clicks.size) / shown.length + 2),
  )

/** Of each reader and phrase, clicks on matching films, and those that the reader's own rate predicts. */
const counts = readers.map(({ outcome }) => {
  const rate = [...outcome.values()].filter(Boolean).length / outcome.size
  return matching.map((films) => {
    const shown = [...outcome].filter(([id]) => films.has(id))
    return { clicks: shown.filter(([, clicked]) => clicked).length, expected: rate * shown.length }
  })
})

/** Mean over phrases of clicks over predicted clicks of those picked. @param times how often each reader counts */
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

/** The middle 95 % of a figure over resamplings of readers. */
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

function tables(ways) {
  const lines = [
    '| share set | picked by | share picked: mean, least, most | clicks over own rate | over own rate and all readers’ | less genre affinity, paired |',
    '|---|---|---|---|---|---|',
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
      ...ways.map(([name, fits]) => [name, byThreshold(fits, share)]),
      ['genre affinity, by the films’ labels', affinity],
      ['heavy clickers', heavy.map((is) => PHRASES.map(() => is))],
    ]
    for (const [name, picked] of rows) {
      const shares = PHRASES.map((_, p) => picked.filter((of) => of[p]).length / readers.length)
      const mean = shares.reduce((sum, each) => sum + each, 0) / shares.length
      const raw = `**${number(ratio(picked, once))}** (${between(interval((times) => ratio(picked, times)))})`
      const relative = `${number(ratio(picked, once, true))} (${between(interval((times) => ratio(picked, times, true)))})`
      const paired =
        picked === affinity ? '' : signed(interval((times) => ratio(picked, times) - ratio(affinity, times)))
      lines.push(
        `| ${share} | ${name} | ${[mean, Math.min(...shares), Math.max(...shares)].map((each) => each.toFixed(3)).join(', ')} | ${raw} | ${relative} | ${paired} |`,
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
    '| phrase | matching films | share picked | unsure | clicks over own rate | genre affinity | all readers |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...PHRASES.map(([phrase], p) => {
      const count = (is) => (readers.filter((_, r) => is(r)).length / readers.length).toFixed(3)
      return `| ${phrase} | ${matching[p].size} | ${count((r) => picked[r][p])} | ${count((r) => fits[r][p] < 0)} | ${one(p, (r) => picked[r][p])} | ${one(p, (r) => affinity[p][r])} | ${one(p, () => true)} |`
    }),
  ]
}

const [site, met] = [await fitsOf(KEPT), await fitsOf(0)]
const text = [
  `${readers.length} readers, depth ${depth}; ${PHRASES.length} of ${WRITTEN.length} phrases, the others are refused: ${WRITTEN.filter(
    (each) => !PHRASES.includes(each),
  )
    .map(([phrase]) => phrase)
    .join(', ')}.`,
  '',
  ...tables([
    ['phrases; the page has met 500 films', site],
    ['phrases; the page has met only what it showed', met],
  ]),
  '',
  `Phrase by phrase, share set ${SHARES[0]}, where the page has met 500 films:`,
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
