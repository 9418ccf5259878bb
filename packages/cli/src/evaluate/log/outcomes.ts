/** Collects what happened to the items of each list, merging repeated interactions as they are read. */
import { idOf, type Json, Malformed, optionalId, secondsOf, timeOf } from './event-fields.ts'

/** Interaction types that refuse an item. */
const REFUSALS = new Set(['dismiss', 'hide', 'dislike', 'report'])

/** Interactions with a list. */
export interface Outcome {
  readonly kinds: ReadonlyMap<string, string>
  readonly clickedAt: ReadonlyMap<string, number>
  readonly seconds: ReadonlyMap<string, number>
  readonly dismissedAt: ReadonlyMap<string, number>
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>()
const NO_OUTCOME: Outcome = { kinds: NONE, clickedAt: NONE, seconds: NONE, dismissedAt: NONE }

/** The interactions of one list with one item. */
interface Merged {
  /** Type and time of the last interaction that isn't a refusal. */
  kind: string | undefined
  kindAt: number
  clickedAt: number
  dismissedAt: number | undefined
  seconds: number | undefined
  count: number
}

/** Memory grows with the number of (list, item) pairs, but not with the number of interactions. */
export class Outcomes {
  readonly #lists = new Map<string, Map<string, Merged>>()
  /** Interactions that name no list. */
  #listless = 0
  count = 0

  /** @throws Malformed if the interaction isn't valid */
  take(event: Json): void {
    const type = event.type ?? 'click'
    if (typeof type !== 'string') throw new Malformed('"type" is not a string')
    const list = optionalId(event, 'ranking')
    const [item, at, seconds] = [idOf(event, 'item'), timeOf(event), secondsOf(event)]
    this.count++
    if (list === undefined) {
      this.#listless++
      return
    }
    let items = this.#lists.get(list)
    if (!items) this.#lists.set(list, (items = new Map()))
    let merged = items.get(item)
    if (!merged) {
      merged = {
        kind: undefined,
        kindAt: Number.NEGATIVE_INFINITY,
        clickedAt: Number.POSITIVE_INFINITY,
        dismissedAt: undefined,
        seconds: undefined,
        count: 0,
      }
      items.set(item, merged)
    }
    merged.count++
    if (REFUSALS.has(type)) {
      merged.dismissedAt = Math.max(at, merged.dismissedAt ?? at)
      return
    }
    merged.clickedAt = Math.min(at, merged.clickedAt)
    if (at >= merged.kindAt) [merged.kind, merged.kindAt] = [type, at]
    if (seconds !== undefined) merged.seconds = Math.max(seconds, merged.seconds ?? 0)
  }

  /**
   * Joins the interactions with the lists.
   * @param shownIn returns the items of a list; undefined if there is no such list
   */
  join(shownIn: (list: string) => ReadonlySet<string> | undefined) {
    const outcomes = new Map<string, Outcome>()
    let [unknownList, notInList] = [this.#listless, 0]
    const countOf = (items: Iterable<Merged>) => [...items].reduce((sum, { count }) => sum + count, 0)
    for (const [list, items] of this.#lists) {
      const shown = shownIn(list)
      if (!shown) {
        unknownList += countOf(items.values())
        continue
      }
      const known = [...items].filter(([item]) => shown.has(item))
      notInList += countOf(items.values()) - countOf(known.map(([, merged]) => merged))
      if (known.length) outcomes.set(list, outcomeOf(known))
    }
    return { unknownList, notInList, of: (list: string): Outcome => outcomes.get(list) ?? NO_OUTCOME }
  }
}

function outcomeOf(items: Array<[item: string, Merged]>): Outcome {
  items.sort(([, a], [, b]) => a.clickedAt - b.clickedAt || 0)
  const column = <T>(of: (merged: Merged) => T | undefined): ReadonlyMap<string, T> => {
    const some = items.flatMap(([item, merged]): Array<[string, T]> => {
      const value = of(merged)
      return value === undefined ? [] : [[item, value]]
    })
    return some.length ? new Map(some) : NONE
  }
  return {
    kinds: column(({ kind }) => kind),
    clickedAt: column(({ kind, clickedAt }) => (kind === undefined ? undefined : clickedAt)),
    seconds: column(({ seconds }) => seconds),
    dismissedAt: column(({ dismissedAt }) => dismissedAt),
  }
}
