/** Simulates readers and pages, optionally with a bias that an audit should find. */
import { DAY } from '../../../sdk/src/lib/limits.ts'
import type { AuditItem, Visit } from './visit.ts'

/** 0 ≤ x < 1. */
type Random = () => number

export interface SimulatedItem extends AuditItem {
  readonly topic: string
  readonly provider: string
  readonly published: number
  /** Random words, some of them typical of the story's topic. */
  readonly text: string
  /** Appeal to all readers: standard normal plus an offset per provider. */
  readonly quality: number
  /** A noisy indicator of quality, 0 to 1. */
  readonly popularity: number
}

/** An item that was in view, and whether it was opened. */
export interface Seen {
  readonly story: SimulatedItem
  readonly at: number
  readonly opened: boolean
}

export interface Meeting {
  readonly page: readonly SimulatedItem[]
  readonly seen: readonly Seen[]
  readonly now: number
  /** The reader's preference for each topic; a ranking has to infer this preference from what it observes. */
  readonly taste: ReadonlyMap<string, number>
  readonly random: Random
}

/** @returns indices into the page, best first */
export type Order = (meeting: Meeting) => readonly number[]

/**
 * - `provider`: one provider's stories are ranked ten places lower.
 * - `topic`: one topic's stories are ranked last.
 * - `popularity`: every reader gets the most popular stories first.
 * - `group`: readers of language "b" get a random order.
 * - `narrowing`: the reader's first topic is ranked at the top more and more often with every visit.
 */
export const PLANTS = ['provider', 'topic', 'popularity', 'group', 'narrowing'] as const
export type Plant = (typeof PLANTS)[number]

export interface SimulationOptions {
  readonly readers: number
  /** Visits per reader, one a day. */
  readonly visits: number
  readonly order: Order
  readonly random: Random
  readonly plant?: Plant | undefined
}

const START = 1_700_000_000_000
const PAGE = 30
const [TOPICS, PROVIDERS] = [8, 8]
const STORIES = 12
/** Number of days that a story stays on the page. */
const LIFE = 4
/** The provider whose stories are demoted, and the topic that is ranked last. */
export const PLANTED = { provider: 'provider 2', topic: 'topic 3' } as const
const DOWN = 10

export const normal = (random: Random) => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random())
const logistic = (x: number) => 1 / (1 + Math.exp(-x))

/** Stories of topics and providers of different sizes; providers also differ in quality. */
function storiesOf(days: number, random: Random): SimulatedItem[] {
  const house = Array.from({ length: PROVIDERS }, () => 0.2 * normal(random))
  return Array.from({ length: STORIES * (days + LIFE) }, (_, i): SimulatedItem => {
    const topic = Math.floor(random() ** 1.4 * TOPICS)
    const provider = Math.floor(random() ** 1.4 * PROVIDERS)
    const word = () => (random() < 0.5 ? `t${topic}w${Math.floor(random() * 30)}` : `w${Math.floor(random() * 400)}`)
    const quality = normal(random) + house[provider]!
    return {
      id: `/${i}`,
      topic: `topic ${topic}`,
      provider: `provider ${provider}`,
      voice: random() < 0.2 ? 'minority' : 'majority',
      tone: Math.max(-1, Math.min(1, 0.4 * normal(random))),
      published: START + (i / STORIES - LIFE) * DAY,
      text: Array.from({ length: 6 }, word).join(' '),
      quality,
      popularity: logistic(0.8 * quality + 0.6 * normal(random) - 1.5),
    }
  })
}

/** An editors' page, ordered by quality and date, with some noise. */
function pageOf(stories: readonly SimulatedItem[], now: number, random: Random): SimulatedItem[] {
  return stories
    .filter(({ published }) => published <= now && published > now - LIFE * DAY)
    .map((story) => ({
      story,
      value: 0.5 * story.quality + 2 * Math.exp((story.published - now) / DAY / 3) + 0.7 * normal(random),
    }))
    .sort((a, b) => b.value - a.value)
    .slice(0, PAGE)
    .map(({ story }) => story)
}

/** Simulates readers who visit once a day, look at higher places more often, and open what they like. */
export function simulate({ readers, visits, order, random, plant }: SimulationOptions): Visit[] {
  // Readers start on different days, so that the time since a reader's start isn't confounded with the page's content.
  const days = 2 * visits
  const stories = storiesOf(days, random)
  const pages = Array.from({ length: days }, (_, day) => pageOf(stories, START + day * DAY, random))
  const all: Visit[] = []
  for (let reader = 0; reader < readers; reader++) {
    const taste = new Map(Array.from({ length: TOPICS }, (_, topic) => [`topic ${topic}`, normal(random)]))
    const groups = new Map([
      ['language', random() < 0.4 ? 'b' : 'a'],
      ['region', ['north', 'south', 'west'][Math.floor(random() * 3)]!],
    ])
    const seen: Seen[] = []
    const opened = new Map<string, number>()
    const first = Math.floor(random() * (visits + 1))
    for (let n = 0; n < visits; n++) {
      const day = first + n
      const page = pages[day]!
      const now = START + day * DAY + random() * DAY * 0.5
      const meeting = { page, seen, now, taste, random }
      const honest = order(meeting)
      const places = plant ? spoil[plant](honest, meeting, groups, opened, n / visits) : honest
      const clicked = new Set<number>()
      const visit: Visit = {
        reader: `reader ${reader}`,
        at: now,
        groups,
        page,
        order: places,
        clicked,
        clickedIn: 'order',
        opened: new Map(opened),
      }
      places.forEach((place, rank) => {
        if (random() >= 1 / (1 + rank / 8)) return
        const story = page[place]!
        const likes = random() < logistic(-2.2 + 0.9 * taste.get(story.topic)! + 0.6 * story.quality)
        const isOpened = likes && !seen.some((each) => each.opened && each.story.id === story.id)
        seen.push({ story, at: now, opened: isOpened })
        if (!isOpened) return
        clicked.add(place)
        opened.set(story.topic, (opened.get(story.topic) ?? 0) + 1)
      })
      all.push(visit)
    }
  }
  return all
}

type Spoil = (
  honest: readonly number[],
  meeting: Meeting,
  groups: ReadonlyMap<string, string>,
  opened: ReadonlyMap<string, number>,
  progress: number,
) => readonly number[]

const by = (places: readonly number[], key: (place: number, rank: number) => number) =>
  places
    .map((place, rank) => ({ place, key: key(place, rank) }))
    .sort((a, b) => a.key - b.key)
    .map(({ place }) => place)

const spoil: Readonly<Record<Plant, Spoil>> = {
  provider: (honest, { page }) =>
    by(honest, (place, rank) => rank + (page[place]!.provider === PLANTED.provider ? DOWN + 0.5 : 0)),
  topic: (honest, { page }) => by(honest, (place, rank) => rank + (page[place]!.topic === PLANTED.topic ? PAGE : 0)),
  popularity: (honest, { page }) => by(honest, (place) => -page[place]!.popularity),
  group: (honest, { random }, groups) => (groups.get('language') === 'b' ? by(honest, random) : honest),
  narrowing: (honest, { page, random }, _, opened, progress) => {
    const [favourite] = [...opened].sort(([, m], [, n]) => n - m)
    if (!favourite || random() >= 2 * progress ** 2) return honest
    return by(honest, (place, rank) => rank - (page[place]!.topic === favourite[0] ? PAGE : 0))
  },
}
