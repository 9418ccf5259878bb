/** Arms of experiments and their outcomes, as they are reported to the page. No runtime code. */

/** Web analytics systems that arms can be reported to, through their own scripts. callback: the page's function `inklingAnalytics`. */
export type AnalyticsSystem = 'ga4' | 'gtag' | 'gtm' | 'matomo' | 'piwik-pro' | 'plausible' | 'umami' | 'callback'

/**
 * What is counted for an arm.
 *
 * - `dwell`: active seconds
 * - `value`: in the site's unit
 * - `return_7`: visits that began within 7 days of the previous one
 * - `slot_shown`: a slot was in view for a second
 * - `slot_click`: a link in a slot was followed
 * - `list`: lists that were ordered; `known`: those ordered with some knowledge of the reader; `item`: their items;
 *   `cold`: items without a vector; `slow`: rankings that took more than 50 ms
 * - `piece`: word pieces of texts whose vector came from the table; `unknown`: words that the table doesn't contain
 * - `judged`: clicks in known lists that were evaluated; `hit`: those on one of the three highest scores; `foreseen`: the
 *   number of hits that the scores predicted
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

/** What happened on this device in an arm. Only `told` is ever sent. */
export interface Tally {
  readonly experiment: string
  readonly arm: string
  /** When the arm was assigned, in milliseconds since 1970. */
  readonly since: number
  /** When the first exposure was, in milliseconds since 1970. Absent while the arms have shown the same. */
  readonly exposed?: number
  /** The single randomised bit that was sent to the site, if the site collects one. */
  readonly told?: 0 | 1
  /** Counts since the first exposure. Missing counts are 0. */
  readonly counts: { readonly [count in Count]?: number }
  /** Counts between the assignment and the first exposure. */
  readonly before: { readonly [count in Count]?: number }
}

/** The reader has seen something that another arm would have shown differently. Reported once per page view. */
export interface Exposure {
  readonly experiment: string
  readonly arm: string
  /** The list or slot in which it was first seen. */
  readonly list: string
}

/** An action of the reader that is attributed to arms. */
export interface Outcome {
  /** slot_click: a click on a link in a slot, whatever the slot showed. */
  readonly kind: 'click' | 'read' | 'conversion' | 'slot_click'
  /** The arm in each experiment, by the experiment's name. */
  readonly arms: Readonly<Record<string, string>>
  /** Name of the list or slot. */
  readonly list?: string
  /** The item's current place in the list, from 0. */
  readonly place?: number
  /** The name of a conversion. */
  readonly name?: string
  /** The value of a conversion, in the site's unit. */
  readonly value?: number
}
