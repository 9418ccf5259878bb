/** What a page tells of arms, and what came of them. No runtime code. */

/** Systems of web analytics to which arms may be told, by their own scripts. callback: a function of the page's, `inklingAnalytics`. */
export type AnalyticsSystem = 'ga4' | 'gtag' | 'gtm' | 'matomo' | 'piwik-pro' | 'plausible' | 'umami' | 'callback'

/** What is counted of an arm: `dwell` in active seconds, `value` in the site's unit; `return_7`: visits begun within 7 days of the last one. Of slots: `slot_shown`, looked at for a second; `slot_click`, a link in one was followed. Of
 * lists that were ordered: `list`, those ordered by something `known` of the reader, their items, `cold` ones without a vector, rankings of more than
 * 50 ms (`slow`). Of texts that got their vector from the table: its `piece`s of words, and words that it doesn't know (`unknown`). Of clicks in known lists: how many were `judged`, a `hit` of the three highest scores, and how many of these were `foreseen`.
 */
export type Count =
  | 'exposures'
  | 'view'
  | 'visit'
  | 'impression'
  | 'click'
  | 'read'
  | 'dwell'
  | 'conversion'
  | 'value'
  | 'slot_shown'
  | 'slot_click'
  | 'return_1'
  | 'return_7'
  | 'return_28'
  | 'list'
  | 'known'
  | 'item'
  | 'cold'
  | 'slow'
  | 'piece'
  | 'unknown'
  | 'judged'
  | 'hit'
  | 'foreseen'

/** What this device did in an arm. Nothing of it is sent but for `told`. */
export interface Tally {
  readonly experiment: string
  readonly arm: string
  /** When the arm was assigned, in milliseconds since 1970. */
  readonly since: number
  /** The first exposure, in milliseconds since 1970; absent as long as the arms have shown the same. */
  readonly exposed?: number
  /** The one randomised bit that the site was told of it, where it asks for one. */
  readonly told?: 0 | 1
  /** From the first exposure on. What isn't there is 0. */
  readonly counts: { readonly [count in Count]?: number }
  /** From the assignment up to the first exposure. */
  readonly before: { readonly [count in Count]?: number }
}

/** The reader sees something that the arms would have shown otherwise: once a view of a page. */
export interface Exposure {
  readonly experiment: string
  readonly arm: string
  /** The list, or the slot, in which it was seen first. */
  readonly list: string
}

/** What came of it. */
export interface Outcome {
  /** slot_click: a link in a slot, whatever stood in it. */
  readonly kind: 'click' | 'read' | 'conversion' | 'slot_click'
  /** By experiment. */
  readonly arms: Readonly<Record<string, string>>
  /** Or of the slot. */
  readonly list?: string
  /** The item's place in the list as it stands, from 0. */
  readonly place?: number
  /** Of a conversion: what the site calls it. */
  readonly name?: string
  /** Of a conversion, in the site's unit. */
  readonly value?: number
}
