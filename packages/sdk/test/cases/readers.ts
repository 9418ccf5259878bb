/** Readers and pages of our own making, for what only shows over many visits: does personalisation narrow what is shown? */
import { DAY } from '../../src/lib/limits.ts'
import { evidence } from '../../src/ranking/features/evidence.ts'
import { rank } from '../../src/ranking/rank.ts'
import type { ItemContent, ReaderEvent } from '../../src/types.ts'

export const START = 1_700_000_000_000
const TOPICS = 12
const PAGE = 40
/** Days that an article stays on the page. */
const LIFE = 10

export type Random = () => number

/** Weyl's sequence, mixed (as splitmix32 does): the same readers in every run. @returns numbers from 0 to below 1 */
export function randomFrom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b9)
  return () => {
    state = (state + 0x9e3779b9) | 0
    let z = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32
  }
}

const normal = (random: Random) => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random())
const logistic = (x: number) => 1 / (1 + Math.exp(-x))

interface Article extends ItemContent {
  readonly topic: string
  readonly published: number
  /** Standard normal; popularity shows it with noise. */
  readonly quality: number
}

/** Twenty articles a day, in twelve topics of unlike size. */
export function catalogue(days: number, random: Random): Article[] {
  return Array.from({ length: 20 * days }, (_, i) => {
    const topic = Math.floor(random() ** 1.5 * TOPICS)
    const word = () => (random() < 0.5 ? `t${topic}w${Math.floor(random() * 30)}` : `w${Math.floor(random() * 400)}`)
    const quality = normal(random)
    return {
      id: `/${i}`,
      text: Array.from({ length: 6 }, word).join(' '),
      fingerprint: `${i}`,
      topic: `topic ${topic}`,
      published: START + (random() * (days + LIFE) - LIFE) * DAY,
      quality,
      popularity: logistic(0.8 * quality + 0.6 * normal(random) - 1.5),
    }
  })
}

/** An editor's page: by quality and date, with noise. */
export function pageOf(all: readonly Article[], now: number, random: Random): Article[] {
  return all
    .filter(({ published }) => published <= now && published > now - LIFE * DAY)
    .map((article) => ({
      article,
      value: article.quality + 2 * Math.exp((article.published - now) / DAY / 3) + 0.5 * normal(random),
    }))
    .sort((a, b) => b.value - a.value)
    .slice(0, PAGE)
    .map(({ article }) => article)
}

export const orderOf = (
  page: readonly ItemContent[],
  events: readonly ReaderEvent[],
  now: number,
  calibration: number,
) =>
  rank({
    list: 'front',
    candidates: page,
    history: evidence(events, now),
    vectors: new Map(),
    now,
    rules: { demoteRead: true, calibration },
  }).items.map(({ from }) => page[from]!)

export const eventOf = (
  { id, ...rest }: ItemContent,
  more: Pick<ReaderEvent, 'kind' | 'at' | 'seconds'>,
): ReaderEvent => ({
  ...rest,
  ...more,
  item: id,
})

/** One reader, with one to four favourite topics: a visit a day. Yields the page, and the order that it got. */
export function* visits(
  all: readonly Article[],
  days: number,
  random: Random,
  calibration: number,
): Generator<{
  page: readonly Article[]
  order: readonly Article[]
  read: readonly string[]
  events: readonly ReaderEvent[]
  now: number
}> {
  const favourites = new Set(
    Array.from({ length: 1 + Math.floor(random() * 4) }, () => `topic ${Math.floor(random() * TOPICS)}`),
  )
  const events: ReaderEvent[] = []
  const opened = new Set<string>()
  for (let day = 0; day < days; day++) {
    const now = START + day * DAY
    const page = pageOf(all, now, random)
    const order = orderOf(page, events, now, calibration) as Article[]
    yield { page, order, read: events.filter(({ kind }) => kind === 'read').map(({ topic }) => topic!), events, now }
    order.forEach((article, place) => {
      // How far a reader looks: the ninth place is looked at half of the time.
      if (random() >= 1 / (1 + place / 8)) return
      events.push(eventOf(article, { kind: 'impression', at: now }))
      const appeal = favourites.has(article.topic) ? 1 : -0.5
      if (opened.has(article.id) || random() >= logistic(-2 + 1.6 * appeal + 0.7 * article.quality)) return
      opened.add(article.id)
      const seconds = Math.exp(3 + 0.6 * appeal + 0.8 * normal(random))
      events.push(eventOf(article, { kind: seconds > 30 ? 'read' : 'click', at: now + 1000, seconds }))
    })
    if (events.length > 2000) events.splice(0, events.length - 2000)
  }
}
