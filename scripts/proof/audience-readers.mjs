/** RankLens' readers as pages of theirs would know them, and how well each phrase fits each of them, by the code that pages run. */
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

/** Lists of a reader that tell who belongs; of those with fewer than five, half. */
const EARLIER = 3
/**
 * Figures of popularity are clicks over showings, as counted. Smoothed by ten showings, as `evaluate` has them, films of thirty come a quarter of the way to the mean: subjects
 * that few click are then expected too often, and their phrases pick too few. Of ten, two and none, none gave the narrowest shares on the first half.
 */
const SMOOTHING = 0
/** Items that a page keeps: history/limits.ts. */
export const KEPT = 500
export const SHARES = [0.1, 0.2]

export const hash = (text) => createHash('sha256').update(text).digest().readUInt32BE(0)
const halfOf = (user) => hash(user) % 2

const log = await sdk.readLog(join(data, 'train/ranklens/events.jsonl.gz'))
const contents = sdk.contentsOf(log)
const vectors = vectorsOf()
/** All films by chance. A page has met those from a place of its reader's on. */
const CATALOGUE = [...contents.keys()].sort((a, b) => hash(a) - hash(b))
/** Those that aren't refused as sensitive, by words or by vectors. */
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
  const itemOf = (id) => ({ ...contents.get(id), ...(figures.showings(id) && { popularity: figures.of(id) }) })
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
  const options = sdk.resolveOptions({ audienceShare: SHARES[0] })
  const grant = { options, consent: { content: true, creatives: true }, signal: new AbortController().signal }
  const context = { grant, store, opened: Promise.resolve(store), prepare: async () => undefined }
  context.scorer = new sdk.Scorer(context)
  return context
}

/** Reader by reader, phrase by phrase, how well it fits; −1 where that can't be said. */
export async function fitsOf(kept) {
  const all = []
  for (const reader of readers) {
    const answers = await sdk.audiences(contextOf(reader, kept), NAMES)
    all.push(answers.map(({ fit = -1 }) => fit))
  }
  return all
}
