/**
 * The coarse, impersonal context of a showing. A site's report of showings has the same columns, so its counts can be
 * used as priors (decision 39).
 */

import { normalized } from '../../lib/text/normalized.ts'

export interface Context {
  readonly device: 'phone' | 'tablet' | 'desktop'
  /** Determined by the reader's clock. The parts of the day begin at 00:00, 06:00, 12:00 and 18:00. */
  readonly daypart: 'night' | 'morning' | 'afternoon' | 'evening'
  /** The page's topic in lower case, as labelled by the site; undefined if there is none. */
  readonly topic?: string
}

/** Windows narrower than this number of CSS pixels count as phones. */
const PHONE = 600
/** Windows narrower than this number of CSS pixels count as tablets. */
const TABLET = 1024
const DAYPARTS = ['night', 'morning', 'afternoon', 'evening'] as const

/**
 * @param width the window's width in CSS pixels
 * @param hour 0 to 23, by the reader's clock
 */
export function contextOf(width: number, hour: number, topic?: string): Context {
  const label = topic && normalized(topic)
  return {
    device: width < PHONE ? 'phone' : width < TABLET ? 'tablet' : 'desktop',
    daypart: DAYPARTS[Math.floor(hour / 6)] ?? 'night',
    ...(label && { topic: label }),
  }
}

/** The context cells of a showing, named as in priors: `device=phone`, `daypart=evening`, `topic=sport`. */
export const cellsOf = (context: Context): string[] =>
  (['device', 'daypart', 'topic'] as const).flatMap((name) => (context[name] ? [`${name}=${context[name]}`] : []))
