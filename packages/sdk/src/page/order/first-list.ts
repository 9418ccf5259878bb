/** The order that the head snippet gave a list before the first paint. */
export interface FirstList {
  /** The shown children in the page's own order. */
  readonly original: readonly Element[]
  readonly moved: number
  /** The list was given its order, though that may have been the one that it had. */
  readonly sorted: boolean
  /** A frame showed the list before its order was known: it must stay. */
  readonly seen: boolean
  /** Milliseconds from the snippet to the end of the list. */
  readonly wait: number
  /** When it was sorted, in milliseconds since the page's time origin. */
  readonly at: number
  undo(): void
}
