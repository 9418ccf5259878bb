/** The reader's audiences and interests as the site sees them. */

/** An interest found by clustering: a group of similar items that the reader has opened. */
export interface Segment {
  /** Stable between visits: the id of the item with which the segment began. */
  readonly id: string
  /** The topic or tag that distinguishes these items from others, else the title of the first item. */
  readonly name: string
  /** Share of the total weight of all opened items, 0..1. */
  readonly share: number
  /** Ids of its items, by weight, largest first. */
  readonly items: readonly string[]
}

/** Whether the reader belongs to an audience. */
export interface AudienceAnswer {
  /** The audience as the site wrote it. */
  readonly audience: string
  /** unsure: too little is known of the reader, or nothing on the site matches the phrase. */
  readonly is: 'member' | 'not' | 'unsure'
  /**
   * For a phrase, the share of readers who fit it less; for a rule, 0 or 1; for several parts, the best of them. Absent
   * if unknown.
   */
  readonly fit?: number
}
