/** One list as seen by one reader: the unit of an audit. */

export interface AuditItem {
  readonly id: string
  readonly topic?: string | undefined
  /** The source or owner: an agency, a brand, an author. */
  readonly provider?: string | undefined
  /** The group whose voice the item represents, as labelled by the site: "minority", "majority". */
  readonly voice?: string | undefined
  /** Tone, −1 (negative) to 1 (positive). */
  readonly tone?: number | undefined
  /** Milliseconds since 1970. */
  readonly published?: number | undefined
}

export interface Visit {
  readonly reader: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** The site's labels for the reader, keyed by name: "language" → "ru". */
  readonly groups: ReadonlyMap<string, string>
  /** (C), in the editors' order. */
  readonly page: readonly AuditItem[]
  /** The audited order (C), as indices into `page`, best first. */
  readonly order: readonly number[]
  /** Indices into `page`. */
  readonly clicked: ReadonlySet<number>
  /** The order in which the reader saw the list when clicking. */
  readonly clickedIn: 'order' | 'page'
  /** Number of items that the reader had already opened, keyed by topic. */
  readonly opened: ReadonlyMap<string, number>
}

/** A visit's two orders: the audited order and, as its reference, the editors' order. */
export type Side = 'order' | 'page'
export const SIDES: readonly Side[] = ['order', 'page']

/** The first items of an order, best first. */
export function itemsOf({ page, order }: Visit, side: Side, most: number): AuditItem[] {
  return side === 'page' ? page.slice(0, most) : order.slice(0, most).map((place) => page[place]!)
}
