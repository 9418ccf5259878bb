import type { Evidence } from '../features/evidence.ts'
import type { LeaveOut, Outcome } from './leave-out.ts'

/**
 * A set size is searched exhaustively if there are at most this many possible sets of that size. For larger sizes, only
 * likely sets are tried, so the result may not be the smallest.
 */
const ALL_OF = 70
/**
 * At the first size that isn't searched exhaustively, every set drawn from this many of the strongest events is tried.
 */
const LIKELY = 5
/**
 * A set is tried only if the separate effects of its events sum to at least this share of the required effect. Their
 * combined effect may be larger than the sum.
 */
const HOPE = 0.5
/** Larger sets aren't pruned, because that many events are never shown. */
const PRUNED = 8

/**
 * Finds the smallest set of events without which an item would be placed at `until` or below, by ranking
 * counterfactuals. Single events and, if there are few of them, small sets are searched exhaustively. Otherwise, events
 * are removed greedily by their separate effect, and those that turn out to be unnecessary are put back.
 *
 * @param c the candidate's index
 * @param until 0-based place; 10 finds the set without which the item would leave the top ten
 * @returns undefined if none of the sets tried is sufficient
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

/** By how much a candidate's score exceeds the `until`-th highest score of the other items; negative if it is lower. */
function lead({ scores, sorted }: Outcome, c: number, until: number): number {
  const own = scores[c]!
  const last = sorted[Math.min(until, sorted.length - 1)]!
  return own - (own >= last ? last : sorted[until - 1]!)
}

/**
 * A sufficient number of leading events. The search starts with the number of events whose separate effects sum to the
 * required effect, doubles this number until it is sufficient, and then bisects.
 *
 * @param drops each event's separate effect, largest first
 * @param from fewer events than this are known to be insufficient
 * @returns undefined if even all events together aren't sufficient
 */
function greedy(
  drops: readonly number[],
  needed: number,
  from: number,
  isEnough: (many: number) => boolean,
): number | undefined {
  const all = drops.length
  let many = Math.min(from, all)
  // Events without a separate effect aren't part of the first guess.
  for (let sum = total(drops.slice(0, many)); many < all && sum < needed && drops[many]! > 0; ) sum += drops[many++]!
  let few = from - 1
  while (!isEnough(many)) {
    if (many >= all) {
      // Removing everything may lower the other items just as much, so a smaller number may still be sufficient.
      if (all <= PRUNED || !isEnough(PRUNED)) return undefined
      few = from - 1
      many = PRUNED
      break
    }
    few = many
    many = Math.min(2 * many, all)
  }
  // The guess is usually exact or one too high, so first try one less.
  for (let next = many - 1; many - few > 1; next = (few + many) >> 1)
    if (isEnough(next)) many = next
    else few = next
  return many
}

/**
 * Removes events that aren't needed, weakest first. Pairs aren't pruned, because single events are already known to be
 * insufficient.
 */
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

/** The binomial coefficient C(n, size). */
function choices(n: number, size: number): number {
  let count = 1
  for (let i = 0; i < size; i++) count = (count * (n - i)) / (i + 1)
  return count
}

/** Every subset with `size` elements, in lexicographic order of indices. */
function* setsOf<T>(all: readonly T[], size: number, from = 0): Generator<T[]> {
  if (!size) return yield []
  for (let i = from; i <= all.length - size; i++)
    for (const rest of setsOf(all, size - 1, i + 1)) yield [all[i]!, ...rest]
}
