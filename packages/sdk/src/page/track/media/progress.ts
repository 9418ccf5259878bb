import type { RecordAction, Subject } from '../subject.ts'

/** Seconds of a medium: a shorter one is a sound effect. */
const SHORTEST = 5
/** Seconds between two reports beyond which a reader has jumped. Browsers report four times a second, hidden tabs once. */
const LONGEST_STEP = 3
/** How much may be missing at a quarter's end, as a share of the whole: reports come when they come. */
const SLACK = 0.025

interface Played {
  readonly duration: number
  at: number
  seconds: number
  quarters: number
}

/** Where a medium stands, in seconds. */
export interface Progress {
  readonly at: number
  readonly duration: number
  /** Whether it got there by playing. */
  readonly playing: boolean
  readonly ended: boolean
}

/** Takes a report of the element that plays something. */
export type TakeProgress = (player: Element, subject: Subject, progress: Progress) => void

/**
 * Turns reports of where media stand into what was played of them: `watch` at each quarter, `finish` at the end if three
 * quarters were played. Jumps don't count, and what has no end has no quarters.
 */
export function watchProgress(recordAction: RecordAction): TakeProgress {
  const known = new WeakMap<Element, Played>()
  return (player, subject, { at, duration, playing, ended }) => {
    if (!(duration >= SHORTEST && duration < Number.POSITIVE_INFINITY)) return
    let played = known.get(player)
    // Another length is another medium in the same player.
    if (played?.duration !== duration) known.set(player, (played = { duration, at: 0, seconds: 0, quarters: 0 }))
    const step = at - played.at
    played.at = at
    if (playing && step > 0 && step < LONGEST_STEP) played.seconds += step
    const quarters = Math.min(4, Math.floor((played.seconds / duration + SLACK) * 4))
    const seconds = Math.round(played.seconds)
    if (quarters > played.quarters) recordAction('watch', subject, seconds)
    played.quarters = quarters
    if (!ended || quarters < 3) return
    recordAction('finish', subject, seconds)
    known.delete(player)
  }
}
