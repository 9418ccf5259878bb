import * as dom from '../../lib/dom.ts'
import type { RecordAction, Subject } from './subject.ts'

/**
 * Silent reading speed in words per minute (Brysbaert 2019), and the share of a text's reading time after which the
 * text counts as read.
 */
const WORDS_PER_MINUTE = 238
const READ_SHARE = 0.35
const KANA = String.raw`\p{sc=Hira}\p{sc=Kana}ー`
const SOUTH_EAST_ASIAN = String.raw`\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}`
const UNSPACED = String.raw`\p{sc=Han}${KANA}${SOUTH_EAST_ASIAN}`
/**
 * A word or, in scripts without spaces, a unit that takes as long to read as a word. Equivalent texts are read at 228
 * English words, 255 Chinese characters or 357 Japanese characters per minute (Trauzettel-Klosinski & Dietz 2012, table
 * 2). With this pattern, those numbers of Chinese and Japanese characters count as 235 and 218 words, as measured on
 * 1,500 sentence pairs per language (STS-B dev). The study doesn't cover Thai, Lao, Khmer and Burmese. In these
 * languages, five characters count as a word, which is about right.
 */
const WORD = new RegExp(
  String.raw`\p{sc=Han}|[${KANA}]{1,3}|[${SOUTH_EAST_ASIAN}]{1,5}|[^\s\p{P}${UNSPACED}][^\s${UNSPACED}]*`,
  'gu',
)
/** Minimum and maximum reading time in seconds. */
const SHORTEST_READ = 5
const LONGEST_READ = 45
/** Share of the text's height that must have been in view. */
const READ_DEPTH = 0.5
/** Minimum attention, in seconds, for a visit to be recorded as a dwell. */
const STAY = 3
/** A dwell is recorded again once it has grown by this factor, because readers switch back and forth between tabs. */
const LONGER = 1.5

export interface Reading {
  /** Called when another second of attention has passed. */
  second(): void
  /** Called when the reader may be leaving. Records a dwell if the text hasn't been read yet. */
  leave(): void
}

/** Time in seconds after which a text counts as read. Word counting stops once the upper bound is reached. */
function secondsFor(text: Element): number {
  const walker = dom.createTreeWalker(dom.ownerDocument(text), text, NodeFilter.SHOW_TEXT)
  let seconds = 0
  while (seconds < LONGEST_READ && walker.nextNode()) {
    const words = (walker.currentNode as Text).data.match(WORD)?.length ?? 0
    seconds += (words / WORDS_PER_MINUTE) * 60 * READ_SHARE
  }
  return Math.min(LONGEST_READ, Math.max(SHORTEST_READ, seconds))
}

/**
 * Records that the page's item was read, if the reader paid attention for long enough and scrolled down far enough.
 *
 * @param onSecond called with the seconds of attention so far, until the item counts as read
 */
export function watchReading(
  page: Subject,
  view: Window,
  recordAction: RecordAction,
  onSecond: (seconds: number) => void,
): Reading {
  const text = page.unit[0]!
  let read = false
  let seconds = 0
  /** Minimum length of the next dwell to be recorded, in seconds. */
  let next = STAY
  /** Time in seconds after which the text counts as read, once computed. */
  let needed: number | undefined
  /** How far down the text the reader has seen, in pixels from its top. */
  let deepest = 0
  return {
    second() {
      // If a script has removed the text, the reader is looking at something else.
      if (read || !dom.isConnected(text)) return
      seconds++
      const { top, height } = dom.getBoundingClientRect(text)
      deepest = Math.max(deepest, view.innerHeight - top)
      if (seconds >= SHORTEST_READ) {
        // Computed late, because the text may load after the page, and counting words early would delay the first paint.
        needed ??= secondsFor(text)
        read = seconds >= needed && deepest >= READ_DEPTH * height
        if (read) recordAction('read', page, seconds)
      }
      onSecond(seconds)
    },
    leave() {
      if (read || seconds < next) return
      next = seconds * LONGER
      recordAction('dwell', page, seconds)
    },
  }
}
