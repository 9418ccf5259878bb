import type { EventKind } from '../../types.ts'

/**
 * How much one event says about interest, in clicks. An impression says nothing for it; a dismissal is counted apart; what
 * takes another event back says nothing by itself, nor does an edit of a topic, which ranks by itself (levels.ts), and what a creative was shown for is its campaign's affair. All are set by hand, by what the deed costs a reader: public logs have
 * clicks and hardly anything else to fit them to.
 */
export const KIND_WEIGHT: Readonly<Record<EventKind, number>> = {
  impression: 0,
  click: 1,
  dwell: 1.2,
  watch: 1.2,
  search: 1.4,
  copy: 1.5,
  read: 2,
  finish: 2,
  share: 2.5,
  purchase: 3,
  follow: 3,
  more: 3,
  less: 1,
  dismiss: 1,
  restore: 0,
  unfollow: 0,
  shown: 0,
  goal: 0,
  raise: 0,
  lower: 0,
  pause: 0,
  dial: 0,
}

/**
 * Days after which an event counts half. On a year of shopping 14 days lost .012 to .023 nDCG@10 to the best half-life, 28
 * lost .005 to .010, 60 next to nothing (models/training/ranker/foresight.py); news moves faster than groceries, hence 28.
 */
export const HALF_LIFE_DAYS = 28

/** Days after which an item's freshness is 1/e. */
export const FRESH_DAYS = 3

/** Of what was opened, and of what was skipped, this much is looked at; the weightiest. */
export const MAX_OPENED = 50
export const MAX_SKIPPED = 100
