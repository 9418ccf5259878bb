import type { RecordAction, Subject } from '../subject.ts'

/** Minimum duration in seconds. Anything shorter is a sound effect. */
const SHORTEST = 5
/**
 * If the position advances by more than this many seconds between two reports, the reader has skipped ahead. Browsers
 * report four times a second, or once a second in hidden tabs.
 */
const LONGEST_STEP = 3
/**
 * Tolerance at the end of a quarter, as a share of the duration. It is needed because reports arrive at irregular
 * times.
 */
const SLACK = 0.025

interface Played {
  readonly duration: number
  at: number
  seconds: number
  quarters: number
}

/** The playback position in seconds. */
export interface Progress {
  readonly at: number
  readonly duration: number
  /** Whether the position was reached by playback rather than by seeking. */
  readonly playing: boolean
  readonly ended: boolean
}

/** Receives a report from a playing element. */
export type TakeProgress = (player: Element, subject: Subject, progress: Progress) => void

/**
 * Turns playback positions into events: `watch` after each quarter, and `finish` at the end if three quarters were
 * played. Seeks don't count, and a stream without an end has no quarters.
 */
export function watchProgress(recordAction: RecordAction): TakeProgress {
  const known = new WeakMap<Element, Played>()
  return (player, subject, { at, duration, playing, ended }) => {
    if (!(duration >= SHORTEST && duration < Number.POSITIVE_INFINITY)) return
    let played = known.get(player)
    // If the duration differs, the player has loaded something else.
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
