/** Experiment arms and their outcomes, as reported to the page. Contains no runtime code. */

/**
 * Web analytics systems to which arms can be reported through the systems' own scripts. callback: the page's function
 * `inklingAnalytics`.
 */
export type AnalyticsSystem = 'ga4' | 'gtag' | 'gtm' | 'matomo' | 'piwik-pro' | 'plausible' | 'umami' | 'callback'

/**
 * Outcomes that are counted for each arm.
 *
 * - `dwell`: active seconds
 * - `value`: value of conversions, in the site's unit
 * - `return_7`: visits that began within 7 days of the previous one
 * - `slot_shown`: a slot was in view for a second
 * - `slot_click`: a link in a slot was followed
 * - `list`: lists that were ordered; `known`: those ordered with some knowledge of the reader; `item`: their items;
 *   `cold`: items without a vector; `slow`: rankings that took more than 50 ms
 * - `piece`: word pieces of texts whose vectors came from the table; `unknown`: words that the table doesn't contain
 * - `judged`: clicks in known lists by which the ranking was judged; `hit`: those on one of the three items with the
 *   highest scores; `foreseen`: the number of hits that the scores predicted
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

/** What happened on this device while it was in an arm. Only `told` is ever sent. */
export interface Tally {
  readonly experiment: string
  readonly arm: string
  /** Time at which the arm was assigned, in milliseconds since 1970. */
  readonly since: number
  /**
   * Time of the first exposure, in milliseconds since 1970. Absent until the reader has seen something that differs
   * between the arms.
   */
  readonly exposed?: number
  /** The single randomised bit that was sent to the site, if the site collects one. */
  readonly told?: 0 | 1
  /** Counts since the first exposure. Missing counts are 0. */
  readonly counts: { readonly [count in Count]?: number }
  /** Counts between the assignment and the first exposure. */
  readonly before: { readonly [count in Count]?: number }
}

/**
 * Sent when the reader has seen something that would have been different in another arm. Reported once per page view.
 */
export interface Exposure {
  readonly experiment: string
  readonly arm: string
  /** The list or slot in which the difference was first seen. */
  readonly list: string
}

/** A reader's action that is attributed to arms. */
export interface Outcome {
  /** slot_click: a click on a link in a slot, whatever the slot showed. */
  readonly kind: 'click' | 'read' | 'conversion' | 'slot_click'
  /** The assigned arms, keyed by experiment name. */
  readonly arms: Readonly<Record<string, string>>
  /** The name of the list or slot. */
  readonly list?: string
  /** The item's current place in the list, counted from 0. */
  readonly place?: number
  /** The name of a conversion. */
  readonly name?: string
  /** The value of a conversion, in the site's unit. */
  readonly value?: number
}
