import * as dom from '../../lib/dom.ts'
import type { RecordAction, Subject } from './subject.ts'

/** Words a minute of silent reading (Brysbaert 2019), and the share of a text's time after which it counts as read. */
const WORDS_PER_MINUTE = 238
const READ_SHARE = 0.35
const KANA = String.raw`\p{sc=Hira}\p{sc=Kana}ー`
const SOUTH_EAST_ASIAN = String.raw`\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}`
const UNSPACED = String.raw`\p{sc=Han}${KANA}${SOUTH_EAST_ASIAN}`
/**
 * A word, or what takes as long to read in scripts without blanks. Texts that say the same are read at 228 English words, 255
 * Chinese or 357 Japanese characters a minute (Trauzettel-Klosinski & Dietz 2012, table 2). As counted here these are 235 and 218 words,
 * measured on 1,500 pairs of sentences each (STS-B dev in Chinese and Japanese). Of Thai, Lao, Khmer and Burmese, which weren't
 * measured by them, five characters count: about a word.
 */
const WORD = new RegExp(
  String.raw`\p{sc=Han}|[${KANA}]{1,3}|[${SOUTH_EAST_ASIAN}]{1,5}|[^\s\p{P}${UNSPACED}][^\s${UNSPACED}]*`,
  'gu',
)
/** Seconds: no text is read in less; no text needs more to count. */
const SHORTEST_READ = 5
const LONGEST_READ = 45
/** How much of the text must have been in view. */
const READ_DEPTH = 0.5
/** Seconds: who leaves before has not stayed. */
const STAY = 3
/** A stay is recorded again once it is longer by this factor: readers go to and fro between tabs. */
const LONGER = 1.5

export interface Reading {
  /** One more second of attention. */
  second(): void
  /** Whoever stayed, but not long enough to have read it, may be leaving. */
  leave(): void
}

/** Seconds after which a text counts as read. No more words are counted than can matter. */
function secondsFor(text: Element): number {
  const walker = dom.createTreeWalker(dom.ownerDocument(text), text, NodeFilter.SHOW_TEXT)
  let seconds = 0
  while (seconds < LONGEST_READ && walker.nextNode()) {
    const words = (walker.currentNode as Text).data.match(WORD)?.length ?? 0
    seconds += (words / WORDS_PER_MINUTE) * 60 * READ_SHARE
  }
  return Math.min(LONGEST_READ, Math.max(SHORTEST_READ, seconds))
}

/** Whether the page's item is read: looked at for long enough, and far enough down. */
export function watchReading(page: Subject, view: Window, recordAction: RecordAction): Reading {
  const text = page.unit[0]!
  let read = false
  let seconds = 0
  /** Seconds, at least, of the next stay that is recorded. */
  let next = STAY
  /** Seconds that the text takes. */
  let needed: number | undefined
  /** Pixels from the top of the text that have been in view. */
  let deepest = 0
  return {
    second() {
      // A script may have taken it away, and something else is looked at.
      if (read || !dom.isConnected(text)) return
      seconds++
      const { top, height } = dom.getBoundingClientRect(text)
      deepest = Math.max(deepest, view.innerHeight - top)
      if (seconds < SHORTEST_READ) return
      // Not before: a text may come after the page, and counting takes time that a first paint needs.
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
