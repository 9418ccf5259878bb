/** One list as one reader met it: what an audit is made of. */

export interface AuditItem {
  readonly id: string
  readonly topic?: string | undefined
  /** Who made it, or whose it is: an agency, a brand, an author. */
  readonly provider?: string | undefined
  /** Whose voice is heard in it, as a site tells its items apart: "minority", "majority". */
  readonly voice?: string | undefined
  /** How it sounds, −1 (bad) to 1 (good). */
  readonly tone?: number | undefined
  /** Milliseconds since 1970. */
  readonly published?: number | undefined
}

export interface Visit {
  readonly reader: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** By name, what the site's log knows of the reader: "language" → "ru". */
  readonly groups: ReadonlyMap<string, string>
  /** (C), in the editors' order. */
  readonly page: readonly AuditItem[]
  /** (C), the order that is audited: places of `page`, best first. */
  readonly order: readonly number[]
  /** Places of `page`. */
  readonly clicked: ReadonlySet<number>
  /** Under which of the two orders it was clicked. */
  readonly clickedIn: 'order' | 'page'
  /** By topic, how many items the reader had opened before. */
  readonly opened: ReadonlyMap<string, number>
}

/** Of the two orders of a visit: the one that is audited, and the editors', with which it is compared. */
export type Side = 'order' | 'page'
export const SIDES: readonly Side[] = ['order', 'page']

/** The first items of an order, best first. */
export function itemsOf({ page, order }: Visit, side: Side, most: number): AuditItem[] {
  return side === 'page' ? page.slice(0, most) : order.slice(0, most).map((place) => page[place]!)
}
