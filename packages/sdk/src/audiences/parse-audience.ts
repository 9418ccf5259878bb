import { assertUsage } from '../lib/errors/assert-usage.ts'
import { isRule, parseRule } from './parse-rule.ts'
import type { Rule } from './rule.ts'
import { sensitiveKind, withoutOrdinary } from './sensitive.ts'

/** Characters of one audience, and its parts: an attribute may hold megabytes. */
const MOST_TEXT = 1000
const MOST_PARTS = 10
/** Characters of a phrase: an encoder reads no more, and a phrase says less. */
const MOST_PHRASE = 200

/** One of several ways to belong to an audience. */
export type AudiencePart =
  | { readonly phrase: string; readonly rule?: never }
  | { readonly rule: Rule; readonly phrase?: never }

/** Signs that nobody sees, and that turn the direction of writing: no part of what is said, and places to hide in. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** As it is read: without invisible signs, folded by compatibility (NFKC), blanks folded. */
const clean = (text: string) =>
  text
    .replace(INVISIBLE, (sign) => (/\s/.test(sign) ? ' ' : ''))
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()

/**
 * An audience as a site writes it, `people planning a first marathon; bought topic shoes in 30 days`: whoever fits one of its
 * parts belongs to it.
 *
 * @param isSensitive whether a text is about special categories, by what the page knows of its languages
 * @throws InklingMisuse that says what to write instead: of a rule, or why a sensitive phrase is refused
 */
export function parseAudience(text: string, isSensitive: (text: string) => boolean = () => false): AudiencePart[] {
  assertUsage(text.length <= MOST_TEXT, `write an audience in at most ${MOST_TEXT} characters, not ${text.length}`)
  const parts = clean(text)
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
  assertUsage(parts.length, "write whom an audience is for, as 'trail runners; people planning a first marathon'")
  assertUsage(parts.length <= MOST_PARTS, `write at most ${MOST_PARTS} parts of an audience, not ${parts.length}`)
  return parts.map((part) => {
    refuse(part, isSensitive)
    if (isRule(part)) return { rule: parseRule(part) }
    assertUsage(/\p{L}/u.test(part), `write an audience in words, not '${part.slice(0, 40)}'`)
    assertUsage(part.length <= MOST_PHRASE, `write a phrase in at most ${MOST_PHRASE} characters, not ${part.length}`)
    return { phrase: part }
  })
}

function refuse(part: string, isSensitive: (text: string) => boolean): void {
  const said = withoutOrdinary(part)
  const kind = sensitiveKind(said) ?? (isSensitive(said) ? 'a special category of personal data' : undefined)
  assertUsage(
    !kind,
    `the audience '${part.slice(0, 100)}' is refused: it is about ${kind}, and nobody may be picked by that (GDPR, article 9; Digital Services Act, article 26(3)). Write what they read or do here, not who they are`,
  )
}
