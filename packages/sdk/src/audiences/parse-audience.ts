import { assertUsage } from '../lib/errors/assert-usage.ts'
import { isRule, parseRule } from './parse-rule.ts'
import type { Rule } from './rule.ts'
import { HARDSHIP_KIND, sensitiveKind, withoutFalsePositives } from './sensitive.ts'

/** Maximum number of characters, and of parts, in one audience. Needed because an attribute may contain megabytes. */
const MOST_TEXT = 1000
const MOST_PARTS = 10
/** Maximum length of a phrase in characters. Encoders read no further than this. */
const MOST_PHRASE = 200

/** One of an audience's alternatives. */
export type AudiencePart =
  | { readonly phrase: string; readonly rule?: never }
  | { readonly rule: Rule; readonly phrase?: never }

/** Invisible characters and bidirectional controls, which could hide text. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** Normalises text to what a person sees: removes invisible characters, applies NFKC and collapses spaces. */
const clean = (text: string) =>
  text
    .replace(INVISIBLE, (sign) => (/\s/.test(sign) ? ' ' : ''))
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()

/**
 * Parses an audience, e.g. `people planning a first marathon; bought topic shoes in 30 days`. A reader who matches any
 * part belongs to it.
 *
 * @param isSensitive whether a text, in one of the page's languages, is about a special category
 * @throws InklingMisuse stating what to write instead, or why a sensitive phrase is refused
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
    assertNotSensitive(part, isSensitive)
    if (isRule(part)) return { rule: parseRule(part) }
    assertUsage(/\p{L}/u.test(part), `write an audience in words, not '${part.slice(0, 40)}'`)
    assertUsage(part.length <= MOST_PHRASE, `write a phrase in at most ${MOST_PHRASE} characters, not ${part.length}`)
    return { phrase: part }
  })
}

function assertNotSensitive(part: string, isSensitive: (text: string) => boolean): void {
  const plain = withoutFalsePositives(part)
  const kind = sensitiveKind(plain) ?? (isSensitive(plain) ? 'a special category of personal data' : undefined)
  const ground =
    kind === HARDSHIP_KIND
      ? 'that would exploit people in need'
      : 'GDPR, article 9; Digital Services Act, article 26(3)'
  assertUsage(
    !kind,
    `the audience '${part.slice(0, 100)}' is refused: it is about ${kind}, and nobody may be picked by that (${ground}). Write what they read or do here, not who they are`,
  )
}
