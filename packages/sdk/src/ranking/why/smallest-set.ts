import type { Evidence } from '../features/evidence.ts'
import type { LeaveOut, Outcome } from './leave-out.ts'

/** Sets of one size that are all tried; where there are more, the likeliest are, and no set is known to be the smallest. */
const ALL_OF = 70
/** Of the first so many by what each does alone, all sets are tried of the size that was not tried whole. */
const LIKELY = 5
/** What a set's events do alone comes at least to this share of what is needed, or it isn't tried: some do more together. */
const HOPE = 0.5
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
  const set = greedy(
    alone.map(({ drop }) => drop),
    needed,
    size,
    (many) => isOut(order.slice(0, many)),
  )
  if (!set) return undefined
  const pruned = prune(order.slice(0, set), isOut)
  if (pruned.length <= size) return pruned
  const likely = alone.slice(0, LIKELY)
  const hopeful = [...setsOf(likely, size)].filter((few) => total(few.map(({ drop }) => drop)) >= HOPE * needed)
  return hopeful.map((few) => few.map(({ event }) => event)).find(isOut) ?? pruned
}

/** By how much a candidate's score is above that of the best of the others which stands at `until` or below. */
function lead({ scores, sorted }: Outcome, c: number, until: number): number {
  const own = scores[c]!
  const last = sorted[Math.min(until, sorted.length - 1)]!
  return own - (own >= last ? last : sorted[until - 1]!)
}

/**
 * How many of the first are enough. Asked first is as many as would be if each did together what it does alone; from there up by
 * doubling, or down by halving.
 *
 * @param drops of each alone, the largest first
 * @param from fewer are not enough
 * @returns undefined where all together are not
 */
function greedy(
  drops: readonly number[],
  needed: number,
  from: number,
  isEnough: (many: number) => boolean,
): number | undefined {
  const all = drops.length
  let many = Math.min(from, all)
  // What alone doesn't lower it is asked last.
  for (let sum = total(drops.slice(0, many)); many < all && sum < needed && drops[many]! > 0; ) sum += drops[many++]!
  let few = from - 1
  while (!isEnough(many)) {
    if (many >= all) {
      // Where others are lowered as much by all together, some may still be enough.
      if (all <= PRUNED || !isEnough(PRUNED)) return undefined
      few = from - 1
      many = PRUNED
      break
    }
    few = many
    many = Math.min(2 * many, all)
  }
  // The guess is mostly right, or one too many.
  for (let next = many - 1; many - few > 1; next = (few + many) >> 1)
    if (isEnough(next)) many = next
    else few = next
  return many
}

/** Without each that isn't needed, the least first. None of two is enough alone. */
function prune(set: readonly Evidence[], isOut: (events: readonly Evidence[]) => boolean): readonly Evidence[] {
  let left = set
  if (set.length > 2 && set.length <= PRUNED)
    for (const event of [...set].reverse()) {
      const rest = left.filter((each) => each !== event)
      if (rest.length > 1 && isOut(rest)) left = rest
    }
  return left
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

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
