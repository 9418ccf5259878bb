/** RankLens' readers as a page would know them, and how well each phrase fits each reader, computed by the code that pages run. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { embed } from '../../models/training/embed.mjs'
import { importSource } from '../typescript.mjs'
import { PHRASES as WRITTEN } from './audience-phrases.mjs'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const data = process.env.INKLING_DATA ?? join(root, '../shared/data')
export const {
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
  '../../cli/src/evaluate/log/read-log.ts',
  '../../cli/src/evaluate/context.ts',
  '../../cli/src/evaluate/popularity.ts',
  '../../cli/src/evaluate/replay.ts',
  'content/article9.ts',
  'content/fingerprint.ts',
  'content/quantise.ts',
  'runtime/audiences/audiences.ts',
  'runtime/ranking/scorer.ts',
  'client/option-table.ts',
)

/** Number of a reader's lists that determine which phrases match. Half of the lists if there are fewer than five. */
const EARLIER = 3
/**
 * Popularity is unsmoothed clicks over impressions. `evaluate` smooths by ten impressions, which moves films with thirty a quarter of the way to the
 * mean: rarely clicked subjects are then expected too often, and their phrases match too few readers. Of ten, two and zero, zero gave the narrowest
 * range of shares on the first half.
 */
const SMOOTHING = 0
/** Maximum number of items that a page stores: history/event-limits.ts. */
export const KEPT = 500
export const SHARES = [0.1, 0.2]

export const hash = (text) => createHash('sha256').update(text).digest().readUInt32BE(0)
const halfOf = (user) => hash(user) % 2

const log = await sdk.readLog(join(data, 'train/ranklens/events.jsonl.gz'))
const contents = sdk.contentsOf(log)
const vectors = vectorsOf()
/** All films in random order. A page has seen those that follow a position specific to its reader. */
const CATALOGUE = [...contents.keys()].sort((a, b) => hash(a) - hash(b))
/** The phrases that aren't refused as sensitive, by words or by vectors. */
export const PHRASES = WRITTEN.filter(([phrase]) => !isRefused(phrase))
const NAMES = PHRASES.map(([phrase]) => phrase)
export const matching = matchingFilms()
const popularity = [0, 1].map((one) =>
  sdk.countPopularity(
    log.lists.filter(({ user }) => halfOf(user) !== one),
    SMOOTHING,
  ),
)
export const readers = [...sdk.listsByUser(log.lists)].flatMap(([user, lists]) => readerOf(user, lists))

/** For each phrase, the ids of the films with its genres or tags. */
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

/** Vectors of all films and phrases, by fingerprint, as a page stores them. */
function vectorsOf() {
  const texts = [...new Set([...[...contents.values()].map(({ text }) => text), ...WRITTEN.map(([phrase]) => phrase)])]
  const made = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : embed(texts, { depth })
  if (file && !existsSync(file)) writeFileSync(file, JSON.stringify(made))
  const stored = texts.map((text, n) => [sdk.fingerprint(text), sdk.quantise(Float32Array.from(made[n]))])
  // The pack's prototypes, which recognise sensitive topics.
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

/** A reader's earlier lists, which the page knows, and what they opened later. */
function readerOf(user, lists) {
  const cut = Math.max(1, Math.min(lists.length >= 5 ? EARLIER : lists.length >> 1, lists.length - 1))
  if (halfOf(user) !== Number(half) || lists.length < 2) return []
  const [earlier, later] = [lists.slice(0, cut), lists.slice(cut)]
  const known = (id) => contents.has(id)
  const shown = new Set(earlier.flatMap(({ items }) => items).filter(known))
  // A click on an earlier list isn't known yet if it was made later.
  const clicks = new Map(
    earlier.flatMap(({ clickedAt }) => [...clickedAt]).filter(([id, at]) => known(id) && at < later[0].at),
  )
  const outcome = new Map()
  for (const { items, clicked } of later)
    for (const id of items)
      if (known(id) && !shown.has(id)) outcome.set(id, (outcome.get(id) ?? false) || clicked.has(id))
  return outcome.size ? [{ user, shown: [...shown], clicks, outcome, now: later[0].at }] : []
}

/** This reader's page, as the code for audiences sees it. @param kept number of items that it has seen */
function contextOf({ user, shown, clicks, now }, kept) {
  const figures = popularity[halfOf(user)]
  const itemOf = (id) => ({ ...contents.get(id), ...(figures.showings(id) && { popularity: figures.of(id) }) })
  const from = hash(user) % CATALOGUE.length
  const others = [...CATALOGUE.slice(from), ...CATALOGUE.slice(0, from)]
    .filter((id) => !shown.includes(id))
    .slice(0, Math.max(0, kept - shown.length))
  // Shift times so that events are as old now as they were in the log.
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
  const options = sdk.resolveOptions({ audienceShare: SHARES[0] })
  const grant = { options, consent: { content: true, creatives: true }, signal: new AbortController().signal }
  const context = { grant, store, opened: Promise.resolve(store), prepare: async () => undefined }
  context.scorer = new sdk.Scorer(context)
  return context
}

/** For each reader, the fit of each phrase, or −1 if it can't be judged. */
export async function fitsOf(kept) {
  const all = []
  for (const reader of readers) {
    const answers = await sdk.audiences(contextOf(reader, kept), NAMES)
    all.push(answers.map(({ fit = -1 }) => fit))
  }
  return all
}
