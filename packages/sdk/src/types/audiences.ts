/** What a site is told of a reader's audiences and interests. */

/** An interest that has formed by itself: things that the reader opened, and that are alike. */
export interface Segment {
  /** The same from visit to visit: the id of the item that it began with. */
  readonly id: string
  /** The topic or tag that tells these things from others, else the title of the first of them. */
  readonly name: string
  /** Of all that was opened, by weight: 0..1. */
  readonly share: number
  /** Ids of what is in it, the weightiest first. */
  readonly items: readonly string[]
}

/** Whether the reader belongs to an audience. */
export interface AudienceAnswer {
  /** As it is written. */
  readonly audience: string
  /** unsure: too little is known of the reader, or the site has nothing that a phrase speaks of. */
  readonly is: 'member' | 'not' | 'unsure'
  /** Of a phrase the share of readers who fit it less, of a rule 0 or 1; of several parts the best. Absent where it can't be said. */
  readonly fit?: number
}
