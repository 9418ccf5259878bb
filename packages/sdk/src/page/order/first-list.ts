/** What the head snippet did to a list before the first paint. */
export interface FirstList {
  /** The visible children in the page's own order. */
  readonly original: readonly Element[]
  readonly moved: number
  /** Whether the list was put in order, even if nothing had to be moved. */
  readonly sorted: boolean
  /** Whether a frame showed the list before its order was known, so that it must stay as it is. */
  readonly seen: boolean
  /** Time from the snippet's start to the end of the list, in milliseconds. */
  readonly wait: number
  /** When the list was sorted, in milliseconds since the page's time origin. */
  readonly at: number
  undo(): void
}
