/**
 * Turns explanations into natural sentences in English and Russian, using the platform's rules for plurals, lists and
 * dates. A separate bundle, loaded only if a site explains its rankings to readers.
 */
import * as dom from '../../../sdk/src/lib/dom.ts'
import type { EventRef, Explanation, Reason, RuleStep } from '../../../sdk/src/types.ts'
import { en } from './en.ts'
import { ru } from './ru.ts'
import { whenOf } from './when.ts'
import { DEEDS, type Deed, type Wording } from './wording.ts'

export interface Saying {
  /** BCP 47 tag; unsupported languages fall back to English. @default the page's language, or else the browser's */
  readonly language?: string
  /** Display name of a topic. @default the topic itself */
  readonly topicName?: (topic: string) => string
  /** Display title of an item. @default the title in the history */
  readonly titleOf?: (event: EventRef) => string
  /** Milliseconds since 1970. @default now */
  readonly now?: number
}

const WORDINGS: ReadonlyMap<string, Wording> = new Map([
  ['en', en],
  ['ru', ru],
])

function wordingOf(language: string | undefined): { readonly wording: Wording; readonly tag: string } {
  const page = dom.lang(dom.documentElement(globalThis.document as Document | undefined))
  const asked = language || page || globalThis.navigator?.language || 'en'
  const first = asked.split('-')[0]!.toLowerCase()
  const wording = WORDINGS.get(first)
  try {
    if (wording) return { wording, tag: Intl.getCanonicalLocales(asked)[0]! }
  } catch {
    // The whole tag is invalid, so use only its first part.
    return { wording: wording!, tag: first }
  }
  return { wording: en, tag: 'en' }
}

/**
 * The reason for an item's place, in one sentence without a full stop: "Because you read “A” and “B” this week".
 * Contains titles as plain text: insert it as text, not as markup.
 *
 * @param why the result of `explain`, or its `reason`
 */
export function sentence(why: Explanation | Reason, saying: Saying = {}): string {
  const { wording, tag } = wordingOf(saying.language)
  const reason = 'reason' in why ? why.reason : why
  const when = (events: readonly EventRef[]) =>
    whenOf(
      events.map(({ at }) => at),
      saying.now ?? Date.now(),
      tag,
    )
  const nameOf = (topic: string) => saying.topicName?.(topic) || topic
  const quote = (event: EventRef) => wording.quote(saying.titleOf?.(event) || event.title)
  switch (reason.why) {
    case 'event':
      return wording.because(deedsOf(reason.events, quote, wording, tag), when(reason.events))
    case 'raised':
    case 'lowered':
      return wording[reason.why](nameOf(reason.topic))
    case 'topic': {
      const count = reason.events.length
      return wording.topic(nameOf(reason.topic), count, new Intl.PluralRules(tag).select(count), when(reason.events))
    }
    case 'hidden':
      return wording[reason.event.kind === 'less' ? 'less' : 'hidden'](quote(reason.event), when([reason.event]))
    case 'popular':
      return reason.isNew ? wording.popularAndNew : wording.popular
    default:
      return wording[reason.why]
  }
}

/** A rule's effect on an item's place: "Topics in proportion: down from place 3 to 5". */
export function ruleSentence({ rule, from, to }: RuleStep, { language }: Saying = {}): string {
  const { wording } = wordingOf(language)
  return wording.moved(wording.rules[rule], from + 1, to + 1)
}

/** Groups items by action: "read “A” and “B” and searched for “C”". */
function deedsOf(
  events: readonly EventRef[],
  quote: (event: EventRef) => string,
  wording: Wording,
  tag: string,
): string {
  const join = (parts: readonly string[]) => new Intl.ListFormat(tag, { type: 'conjunction' }).format(parts)
  const byDeed = new Map<Deed, string[]>()
  for (const event of events) {
    const deed = DEEDS[event.kind] ?? 'opened'
    byDeed.set(deed, [...(byDeed.get(deed) ?? []), quote(event)])
  }
  return join([...byDeed].map(([deed, titles]) => wording.deed(deed, join(titles))))
}
