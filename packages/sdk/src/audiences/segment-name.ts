/** Title and labels of an item. */
export interface Labelled {
  readonly title: string
  /** Topic and tags. */
  readonly labels: readonly string[]
}

/**
 * Minimum share of a segment's items that must have a label for the segment to be named after it. At least two items
 * must have it.
 */
const LEAST_SHARE = 0.4
/** A later label replaces the current name only if it is better by this factor, which keeps names stable. */
const BETTER = 1.3

/** Counts items by label. */
class Tally {
  readonly #counts = new Map<string, number>()
  #things = 0

  get labels(): Iterable<string> {
    return this.#counts.keys()
  }

  add({ labels }: Labelled): void {
    this.#things++
    for (const label of new Set(labels)) this.#counts.set(label, (this.#counts.get(label) ?? 0) + 1)
  }

  count(label: string): number {
    return this.#counts.get(label) ?? 0
  }

  share(label: string): number {
    return this.count(label) / (this.#things || 1)
  }
}

/**
 * The label that best distinguishes a segment's items from all opened items or, if no label qualifies, the first item's
 * title. The name is re-evaluated after each item, in the order in which they were opened, so that the name from
 * earlier visits is reproduced.
 *
 * @param members a subset of `all`
 * @param all opened items, in order
 * @param taken names of other segments
 */
export function nameSegment(
  members: ReadonlySet<Labelled>,
  all: readonly Labelled[],
  taken: ReadonlySet<string>,
): string {
  const [here, everywhere] = [new Tally(), new Tally()]
  /** Combines the label's share in the segment with its lift over the overall share. */
  const worth = (label: string) => {
    const share = here.share(label)
    return share < LEAST_SHARE || here.count(label) < 2 || taken.has(label)
      ? 0
      : share * Math.log1p(share / everywhere.share(label))
  }
  let name: string | undefined
  for (const each of all) {
    everywhere.add(each)
    if (!members.has(each)) continue
    here.add(each)
    for (const label of here.labels) if (worth(label) > (name === undefined ? 0 : BETTER * worth(name))) name = label
  }
  return name ?? all.find((each) => members.has(each))!.title
}
