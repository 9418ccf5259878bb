/** Audiences, given as phrases or rules, and whether the reader belongs to them. */

import { judgeRule } from '../../audiences/judge-rule.ts'
import { namesSensitiveGroup } from '../../audiences/names-sensitive-group.ts'
import { type AudiencePart, parseAudience } from '../../audiences/parse-audience.ts'
import { phraseFits } from '../../audiences/phrase-fits.ts'
import { segments as segmentsOf } from '../../audiences/segments.ts'
import * as dom from '../../lib/dom.ts'
import { assertUsage } from '../../lib/errors/assert-usage.ts'
import { emitError } from '../../lib/events.ts'
import type { AudienceContext } from '../../types/bundles.ts'
import type { AudienceAnswer, ItemContent, Segment } from '../../types.ts'
import { OWN } from '../slots/slot-items.ts'
import { openedRows, readerRows } from './reader-rows.ts'

/** Prefix of the ids of stored phrases, which are stored like items so that they get vectors. */
const AUDIENCE = `${OWN}audience/`
const MARK = 'data-inkling-audience'
/** Maximum number of audiences per page. */
const MOST = 100
/** Minimum weight of opened items, in clicks. Below this, it isn't known whether the reader belongs to an audience. */
const LEAST_OPENED = 3

/** A parsed audience. */
interface Audience {
  readonly text: string
  readonly parts: readonly AudiencePart[]
}

const contentOf = ({ scorer }: AudienceContext, phrase: string): ItemContent =>
  scorer.content({ id: AUDIENCE + phrase, title: phrase })

/** @throws InklingMisuse if an audience can't be parsed or is refused */
function read(context: AudienceContext, text: string): Audience {
  const { scorer, store } = context
  // Sensitive phrases are recognised by words in the page's languages and, once they have a vector, by the vector.
  const parts = parseAudience(text, (part) => {
    const content = contentOf(context, part)
    return scorer.hasSensitiveWords(content) || namesSensitiveGroup(store?.vectors.get(content.fingerprint))
  })
  return { text, parts }
}

/** Reports mistakes made on the page, and leaves out the audiences affected. */
function readMarked(context: AudienceContext, texts: Iterable<string>): Audience[] {
  return [...texts].flatMap((text) => {
    try {
      return [read(context, text)]
    } catch (cause) {
      emitError('audience-refused', cause instanceof Error ? cause.message : String(cause), cause)
      return []
    }
  })
}

const phrasesOf = (audiences: readonly Audience[]): string[] => [
  ...new Set(audiences.flatMap(({ parts }) => parts.flatMap(({ phrase }) => phrase ?? []))),
]

/**
 * Stores phrases that have no vector, so that vectors are made for them.
 *
 * @returns whether there are any such phrases
 */
async function keepPhrases(context: AudienceContext, audiences: readonly Audience[]): Promise<boolean> {
  const { store } = context
  const contents = phrasesOf(audiences).map((phrase) => contentOf(context, phrase))
  const missing = contents.filter(({ fingerprint }) => !store?.vectors.has(fingerprint))
  if (missing.length) await store?.putItems(contents, Date.now())
  return missing.length > 0
}

/** How well each part fits the reader, 0 to 1; undefined if unknown. */
function partFits(context: AudienceContext, audiences: readonly Audience[]): Array<Array<number | undefined>> {
  const { scorer } = context
  const phrases = phrasesOf(audiences)
  const { rows, shown, opened } = readerRows(context)
  const texts = phrases.map((phrase) => contentOf(context, phrase))
  const fits = opened < LEAST_OPENED ? [] : phraseFits(rows.rowsOf(texts), rows.site, shown, rows.wordsOf(texts))
  const events = scorer.counted()
  const now = Date.now()
  return audiences.map(({ parts }) =>
    parts.map(({ phrase, rule }) => (rule ? Number(judgeRule(rule, events, now)) : fits[phrases.indexOf(phrase)])),
  )
}

/** The best fit among an audience's parts, ignoring parts whose fit is unknown. */
const best = (fits: ReadonlyArray<number | undefined>): number | undefined => {
  const known = fits.filter((fit) => fit !== undefined)
  return known.length ? Math.max(...known) : undefined
}

/**
 * How well each audience fits the reader; used to choose creatives. For a phrase, this is the share of readers with a
 * lower fit, 0 to 1; for a rule, 0 or 1. Audiences whose fit is unknown are left out. The fit is unknown if there is
 * too little history, or if the phrase has no vector yet or is refused.
 *
 * @param texts the values of `data-inkling-audience`
 */
export function audienceFits(context: AudienceContext, texts: readonly string[]): ReadonlyMap<string, number> {
  const audiences = readMarked(context, new Set(texts))
  void keepPhrases(context, audiences)
  const fits = partFits(context, audiences)
  return new Map(
    audiences.flatMap(({ text }, n) => {
      const fit = best(fits[n]!)
      return fit === undefined ? [] : [[text, fit] as const]
    }),
  )
}

/** The audiences named by the page's elements. */
function marked(): Set<string> {
  if (typeof document !== 'object') return new Set()
  const elements = [...dom.querySelectorAll(document, `[${MARK}]`)].slice(0, MOST)
  return new Set(elements.map((element) => dom.getAttribute(element, MARK) ?? ''))
}

/**
 * @param named the audiences. Default: those named by the page's elements
 * @throws InklingMisuse if the option `audienceShare` isn't set, or if an audience can't be parsed or is refused
 */
export async function audiences(
  context: AudienceContext,
  named?: readonly string[],
): Promise<readonly AudienceAnswer[]> {
  const { options, consent, signal } = context.grant
  const share = options.audienceShare
  assertUsage(
    share,
    'write audienceShare: 0.1 among the options, the share of readers that a phrase is to pick, before audiences() answers',
  )
  assertUsage(!named || (Array.isArray(named) && named.length <= MOST), `write at most ${MOST} audiences, in an array`)
  for (const each of named ?? []) assertUsage(typeof each === 'string', 'write each audience as a text')
  await context.opened
  // Audiences are used to choose creatives, so they require consent to creatives.
  if (!consent.content || !consent.creatives) return []
  const readAll = () => (named ? named.map((text) => read(context, text)) : readMarked(context, marked()))
  if (await keepPhrases(context, readAll())) await context.prepare()
  if (signal.aborted) return []
  // Parse again: once a phrase has a vector, it may be refused even if none of its words are sensitive.
  const all = readAll()
  const fits = partFits(context, all)
  return all.map(({ text }, n) => answer(text, fits[n]!, share))
}

function answer(audience: string, fits: ReadonlyArray<number | undefined>, share: number): AudienceAnswer {
  const fit = best(fits)
  const isMember = fit !== undefined && fit >= 1 - share
  return {
    audience,
    is: isMember ? 'member' : fits.includes(undefined) ? 'unsure' : 'not',
    ...(fit !== undefined && { fit }),
  }
}

/** The reader's interests, found by clustering the items that the reader opened. */
export const segments = (context: AudienceContext): readonly Segment[] => segmentsOf(openedRows(context))
