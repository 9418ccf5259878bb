import * as dom from '../../lib/dom.ts'
import type { RecordAction, Subject } from './subject.ts'

/**
 * Words per minute in silent reading (Brysbaert 2019), and the share of a text's reading time after which it counts
 * as read.
 */
const WORDS_PER_MINUTE = 238
const READ_SHARE = 0.35
const KANA = String.raw`\p{sc=Hira}\p{sc=Kana}ー`
const SOUTH_EAST_ASIAN = String.raw`\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}`
const UNSPACED = String.raw`\p{sc=Han}${KANA}${SOUTH_EAST_ASIAN}`
/**
 * A word, or a unit that takes as long to read in scripts without spaces. Equivalent texts are read at 228 English
 * words, 255 Chinese or 357 Japanese characters per minute (Trauzettel-Klosinski & Dietz 2012, table 2). Counted with
 * this pattern, the last two are 235 and 218 words, measured on 1,500 sentence pairs each (STS-B dev in Chinese and
 * Japanese). That study doesn't cover Thai, Lao, Khmer and Burmese; there five characters count as a word, which is
 * about right.
 */
const WORD = new RegExp(
  String.raw`\p{sc=Han}|[${KANA}]{1,3}|[${SOUTH_EAST_ASIAN}]{1,5}|[^\s\p{P}${UNSPACED}][^\s${UNSPACED}]*`,
  'gu',
)
/** Bounds of the reading time in seconds. */
const SHORTEST_READ = 5
const LONGEST_READ = 45
/** Share of the text's height that must have been in view. */
const READ_DEPTH = 0.5
/** Seconds of attention below which a visit isn't recorded as a dwell. */
const STAY = 3
/** A dwell is recorded again once it is longer by this factor, because readers switch back and forth between tabs. */
const LONGER = 1.5

export interface Reading {
  /** Another second of attention has passed. */
  second(): void
  /** The reader may be leaving: records a dwell if the text hasn't been read yet. */
  leave(): void
}

/** Seconds after which a text counts as read. It stops counting words at the upper bound. */
function secondsFor(text: Element): number {
  const walker = dom.createTreeWalker(dom.ownerDocument(text), text, NodeFilter.SHOW_TEXT)
  let seconds = 0
  while (seconds < LONGEST_READ && walker.nextNode()) {
    const words = (walker.currentNode as Text).data.match(WORD)?.length ?? 0
    seconds += (words / WORDS_PER_MINUTE) * 60 * READ_SHARE
  }
  return Math.min(LONGEST_READ, Math.max(SHORTEST_READ, seconds))
}

/** Records that the page's item was read: watched for long enough, and scrolled far enough down. */
export function watchReading(page: Subject, view: Window, recordAction: RecordAction): Reading {
  const text = page.unit[0]!
  let read = false
  let seconds = 0
  /** Minimum seconds of the next dwell that is recorded. */
  let next = STAY
  /** Seconds after which the text counts as read, once computed. */
  let needed: number | undefined
  /** Pixels from the top of the text that have been in view. */
  let deepest = 0
  return {
    second() {
      // A script may have removed the text; the reader is then looking at something else.
      if (read || !dom.isConnected(text)) return
      seconds++
      const { top, height } = dom.getBoundingClientRect(text)
      deepest = Math.max(deepest, view.innerHeight - top)
      if (seconds < SHORTEST_READ) return
      // Computed late: the text may be loaded after the page, and counting takes time that the first paint needs.
      needed ??= secondsFor(text)
      read = seconds >= needed && deepest >= READ_DEPTH * height
      if (read) recordAction('read', page, seconds)
    },
    leave() {
      if (read || seconds < next) return
      next = seconds * LONGER
      recordAction('dwell', page, seconds)
    },
  }
}
