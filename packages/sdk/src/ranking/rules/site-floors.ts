import { DAY } from '../../lib/limits.ts'
import type { ItemContent, RankedItem } from '../../types.ts'
import type { History } from '../features/evidence.ts'
import { levelOf } from '../features/levels.ts'
import type { DialRules } from './dial.ts'
import { type Floor, holdFloors, isDiscovery, isNew } from './floors.ts'
import type { Placed } from './rerank.ts'

/** Floors that a site sets in its ranker file. Shares refer to the top ten places, and their sum is at most a half. */
export interface Floors {
  /** Items published within the last `days`. */
  readonly new?: { readonly share: number; readonly days: number }
  /** Items by these authors. */
  readonly authors?: { readonly share: number; readonly names: readonly string[] }
  /** Items of topics that make up less than 5 % of what the reader opened. */
  readonly discovery?: { readonly share: number }
}

/** The input needed to apply a list's floors. */
interface Listed {
  readonly candidates: readonly ItemContent[]
  readonly history: Pick<History, 'positive' | 'levels'>
  readonly now: number
  readonly rules?: DialRules
}

type Marked = Placed & Pick<RankedItem, 'rule'>

/** Applies floors to a list. Items brought forward are marked `floor`, unless they are already marked. */
export type HoldFloors = <T extends Marked>(order: readonly T[], list: Listed) => readonly T[]

const MAX_NAMES = 1000
/** Maximum sum of shares. With more, the order would no longer be the reader's. */
const MOST = 0.5

export function createFloors({ new: fresh, authors, discovery }: Floors): HoldFloors {
  const names = new Set(authors?.names)
  return (order, { candidates, history, now, rules }) => {
    const floors: Floor<ItemContent>[] = []
    if (fresh) floors.push({ share: fresh.share, isOf: isNew(now, fresh.days * DAY) })
    if (authors) floors.push({ share: authors.share, isOf: ({ author }) => author !== undefined && names.has(author) })
    // Skip this for readers who asked for familiar things.
    if (discovery && rules?.dial !== 'familiar')
      floors.push({ share: discovery.share, isOf: isDiscovery(openedBy(history)) })
    // Topics that the reader has lowered are never brought forward.
    const isWelcome = ({ topic }: ItemContent) => levelOf(history.levels, topic) >= 0
    const places = new Map(order.map((item, place) => [item, place]))
    const held = holdFloors(
      order,
      floors.map(({ share, isOf }) => ({
        share,
        isOf: ({ from }) => isWelcome(candidates[from]!) && isOf(candidates[from]!),
      })),
    )
    return held.map((item, place) => (place < places.get(item)! && !item.rule ? { ...item, rule: 'floor' } : item))
  }
}

function openedBy({ positive }: Listed['history']): Map<string, number> {
  const opened = new Map<string, number>()
  for (const { topic } of positive) if (topic) opened.set(topic, (opened.get(topic) ?? 0) + 1)
  return opened
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** @throws TypeError, whose message says what to write instead */
export function checkFloors(value: unknown): Floors {
  const expectThat = (right: unknown, what: string) => {
    if (!right) throw new TypeError(`\`floors\`: ${what}`)
  }
  const isNumber = (given: unknown, most: number) => typeof given === 'number' && given > 0 && given <= most
  if (!isObject(value)) throw new TypeError('`floors` must be an object')
  let sum = 0
  for (const [name, floor] of Object.entries(value)) {
    expectThat(['new', 'authors', 'discovery'].includes(name), `there is no \`${name}\`: write new, authors, discovery`)
    if (!isObject(floor)) throw new TypeError(`\`floors\`: \`${name}\` must be an object`)
    const { share, days, names } = floor
    expectThat(isNumber(share, MOST), `the share of \`${name}\` must be a number above 0, at most ${MOST}`)
    sum += share as number
    if (name === 'new') expectThat(isNumber(days, 3650), '`new` needs a number of `days` above 0')
    if (name === 'authors')
      expectThat(
        Array.isArray(names) && names.length <= MAX_NAMES && names.every((each) => typeof each === 'string'),
        `write for \`authors\` at most ${MAX_NAMES} \`names\``,
      )
  }
  expectThat(sum <= MOST + 1e-9, `the shares must sum to at most ${MOST}`)
  return value as Floors
}
