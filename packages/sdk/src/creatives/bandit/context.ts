/**
 * Where and when something is shown: coarse, and nothing of it personal. A site's own report of showings has the same columns,
 * so that its counts come down as priors (decision 39).
 */

import { normalized } from '../../lib/text/normalized.ts'

export interface Context {
  readonly device: 'phone' | 'tablet' | 'desktop'
  /** By the reader's clock: from 0, 6, 12 and 18 hours. */
  readonly daypart: 'night' | 'morning' | 'afternoon' | 'evening'
  /** What the page is about, as its site labels it, in lower case; undefined where it doesn't. */
  readonly topic?: string
}

/** Narrower windows than this are a phone's, in CSS pixels. */
const PHONE = 600
/** And narrower than this a tablet's. */
const TABLET = 1024
const DAYPARTS = ['night', 'morning', 'afternoon', 'evening'] as const

/** @param width of the window in CSS pixels @param hour 0 to 23, by the reader's clock */
export function contextOf(width: number, hour: number, topic?: string): Context {
  const label = topic && normalized(topic)
  return {
    device: width < PHONE ? 'phone' : width < TABLET ? 'tablet' : 'desktop',
    daypart: DAYPARTS[Math.floor(hour / 6)] ?? 'night',
    ...(label && { topic: label }),
  }
}

/** The cells that a showing falls into, as priors name them: `device=phone`, `daypart=evening`, `topic=sport`. */
export const cellsOf = (context: Context): string[] =>
  (['device', 'daypart', 'topic'] as const).flatMap((name) => (context[name] ? [`${name}=${context[name]}`] : []))
