/** What a thing is known by. */
export interface Labelled {
  readonly title: string
  /** Topic, tags. */
  readonly labels: readonly string[]
}

/** Things of a segment that have a label, as a share, before it may name the segment; and two at the least. */
const LEAST_SHARE = 0.4
/** A later label names it only if it says more by this factor: names stay. */
const BETTER = 1.3

/** How many things have each label. */
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
 * The label that tells a segment's things from all that was opened; where they share none, the title of the first.
 * It is sought again with each thing that joined, by what was known then: so the name after a visit is what it was.
 *
 * @param members some of `all`
 * @param all that was opened, in order
 * @param taken names that other segments bear
 */
export function nameOf(members: ReadonlySet<Labelled>, all: readonly Labelled[], taken: ReadonlySet<string>): string {
  const [here, everywhere] = [new Tally(), new Tally()]
  /** How many have it here, and how many more than elsewhere. */
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
