import type { Evidence } from '../features/evidence.ts'
import type { LeaveOut, Outcome } from './leave-out.ts'

/** Sets of one size that are all tried; where there are more, the likeliest are, and no set is known to be the smallest. */
const ALL_OF = 70
/** Of the first so many by what each does alone, all sets are tried of the size that was not tried whole. */
const LIKELY = 5
/** From so many events on, twice as many are tried next. */
const FEW = 4
/** A set of more is not made smaller event by event: nobody is told as many. */
const PRUNED = 8

/**
 * The smallest set of events without which an item would stand at a place or below it: a counterfactual, found by ranking
 * again. Sets of one event are all tried, as are larger ones while there are few; else events are left out by what each does
 * alone, and those that turn out not to be needed come back.
 *
 * @param c the candidate's index
 * @param until the place, from 0: 10 asks what takes it out of the first ten
 * @returns undefined when nothing that was tried does it
 */
export function smallestSet(all: LeaveOut, c: number, until: number): readonly Evidence[] | undefined {
  if (until >= all.ranking.items.length || all.outcome.places[c]! >= until) return undefined
  const isOut = (events: readonly Evidence[]) => all.without(events).places[c]! >= until
  const needed = lead(all.outcome, c, until)
  const alone = all.events
    .map((event) => {
      const outcome = all.withoutOne(event)
      return { event, place: outcome.places[c]!, drop: needed - lead(outcome, c, until) }
    })
    .sort((a, b) => b.drop - a.drop)
  const single = alone.filter(({ place }) => place >= until).sort((a, b) => b.place - a.place)[0]
  if (single) return [single.event]

  const order = alone.map(({ event }) => event)
  let size = 2
  for (; size < order.length && choices(order.length, size) <= ALL_OF; size++)
    for (const set of setsOf(order, size)) if (isOut(set)) return set
  const set = greedy(order, size, isOut)
  if (!set || set.length <= size) return set
  return [...setsOf(order.slice(0, LIKELY), size)].find(isOut) ?? set
}

/** By how much a candidate's score is above that of the best of the others which stands at `until` or below. */
function lead({ scores, sorted }: Outcome, c: number, until: number): number {
  const own = scores[c]!
  const last = sorted[Math.min(until, sorted.length - 1)]!
  return own - (own >= last ? last : sorted[until - 1]!)
}

/** The first of the order, more and more until they are enough; then without each that isn't needed, the least first. */
function greedy(
  order: readonly Evidence[],
  from: number,
  isOut: (events: readonly Evidence[]) => boolean,
): readonly Evidence[] | undefined {
  // One by one while there are few: what is about the same does together what none of it does alone.
  let few = from - 1
  let many = Math.min(from, order.length)
  while (!isOut(order.slice(0, many))) {
    if (many === order.length) return undefined
    few = many
    many = Math.min(many < FEW ? many + 1 : 2 * many, order.length)
  }
  while (many - few > 1) {
    const middle = (few + many) >> 1
    if (isOut(order.slice(0, middle))) many = middle
    else few = middle
  }
  let set = order.slice(0, many)
  // None of two is enough alone.
  if (many > 2 && many <= PRUNED)
    for (const event of [...set].reverse()) {
      const rest = set.filter((each) => each !== event)
      if (rest.length > 1 && isOut(rest)) set = rest
    }
  return set
}

/** How many sets of `size` there are. */
function choices(n: number, size: number): number {
  let count = 1
  for (let i = 0; i < size; i++) count = (count * (n - i)) / (i + 1)
  return count
}

/** Every set of `size`, those of what stands first before others. */
function* setsOf<T>(all: readonly T[], size: number, from = 0): Generator<T[]> {
  if (!size) return yield []
  for (let i = from; i <= all.length - size; i++)
    for (const rest of setsOf(all, size - 1, i + 1)) yield [all[i]!, ...rest]
}
