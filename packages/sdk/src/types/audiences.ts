/** The reader's audiences and interests, as reported to the site. */

/** An interest found by clustering: a group of similar items that the reader has opened. */
export interface Segment {
  /** Stable between visits: the id of the segment's first item. */
  readonly id: string
  /** The topic or tag that distinguishes these items from others, or else the title of the first item. */
  readonly name: string
  /** Share of the total weight of all opened items, 0 to 1. */
  readonly share: number
  /** Ids of the segment's items, in descending order of weight. */
  readonly items: readonly string[]
}

/** Whether the reader belongs to an audience. */
export interface AudienceAnswer {
  /** The audience as written by the site. */
  readonly audience: string
  /** unsure: too little is known about the reader, or nothing on the site matches the phrase. */
  readonly is: 'member' | 'not' | 'unsure'
  /**
   * For a phrase, the share of readers who match it less well than this reader; for a rule, 0 or 1; for an audience
   * with several parts, the highest value of any part. Absent if unknown.
   */
  readonly fit?: number
}
