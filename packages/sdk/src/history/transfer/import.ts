import { assertUsage, InklingMisuse } from '../../lib/errors/assert-usage.ts'
import { EDITS, isEdit, KINDS } from '../../lib/event-kinds.ts'
import { parseOwn } from '../../lib/json/own.ts'
import { DAY } from '../../lib/limits.ts'
import { LANGUAGE } from '../../lib/text/language.ts'
import { normalized } from '../../lib/text/normalized.ts'
import type { EventKind, ItemContent, ReaderEvent } from '../../types.ts'
import { isWithinLength, LIMITS } from '../event-limits.ts'
import type { Imported } from '../history-store.ts'

/** More than any export contains: 1 MB of events, 500 items of 10,000 characters each, and white space. */
const MAX_CHARACTERS = 10_000_000
const MAX_EVENTS = 10_000
const MAX_ITEMS = 2_000
/** Maximum length of texts and tags, the same as for a whole row. */
const ROW = LIMITS.rowCharacters
const MAX_TAGS = ROW / 2

type Check<T> = (value: unknown, name: string) => T
type Fields<T> = { readonly [K in keyof T]-?: readonly [check: Check<Exclude<T[K], undefined>>, needed?: true] }

function fail(name: string, what: string): never {
  throw new InklingMisuse(`inkling: this is not an export: \`${name}\` must be ${what}`)
}

const text =
  (most: number): Check<string> =>
  (value, name) =>
    typeof value === 'string' && isWithinLength(value, most)
      ? value
      : fail(name, `a text of at most ${most} characters`)

const number =
  (least: number, most: number): Check<number> =>
  (value, name) =>
    typeof value === 'number' && value >= least && value <= most
      ? value
      : fail(name, `a number from ${least} to ${most}`)

const list =
  <T>(most: number, check: Check<T>): Check<T[]> =>
  (value, name) =>
    Array.isArray(value) && value.length <= most
      ? Array.from(value, (each, i) => check(each, `${name}[${i}]`))
      : fail(name, `a list of at most ${most}`)

const id: Check<string> = (value, name) =>
  value === '' ? fail(name, 'a text that names the item') : text(ROW)(value, name)

const flag: Check<boolean> = (value, name) => (typeof value === 'boolean' ? value : fail(name, 'true or false'))

const ALL = [...KINDS, ...EDITS] as readonly EventKind[]
const kind: Check<EventKind> = (value, name) =>
  ALL.find((each) => each === value) ?? fail(name, ALL.map((each) => `'${each}'`).join(' | '))

/** Copies and checks the listed fields, and rejects any other field. */
const object =
  <T>(fields: Fields<T>): Check<T> =>
  (value, name) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(name, 'an object')
    const given = value as Record<string, unknown>
    for (const key of Object.keys(given)) {
      if (!Object.hasOwn(fields, key)) fail(`${name}.${key.slice(0, 40)}`, 'left out: the field is unknown')
    }
    const entries = Object.entries<readonly [Check<unknown>, true?]>(fields).flatMap(([key, [check, needed]]) =>
      needed || Object.hasOwn(given, key) ? [[key, check(given[key], `${name}.${key}`)]] : [],
    )
    return Object.fromEntries(entries)
  }

const language: Check<string> = (value, name) =>
  typeof value === 'string' && LANGUAGE.test(value) ? value : fail(name, "a language's code, as 'en'")

/**
 * Labels are normalised as they are for items on a page, because the file may be from another release or written by
 * hand.
 */
const label: Check<string> = (value, name) => normalized(text(ROW)(value, name))

/** The range of `Date`. */
const time = number(-8.64e15, 8.64e15)
const labels = {
  topic: [label],
  tags: [list(MAX_TAGS, label)],
  author: [text(ROW)],
  published: [time],
  popularity: [number(0, 1)],
  language: [language],
} as const
const content = {
  text: [text(LIMITS.text), true],
  fingerprint: [text(100), true],
  picture: [text(ROW)],
  ...labels,
} as const

const EVENT = object<ReaderEvent>({
  kind: [kind, true],
  at: [time, true],
  item: [id, true],
  ...content,
  list: [text(ROW)],
  seconds: [number(0, LIMITS.seconds)],
})
/** Topics that can be edited have a lower length limit than others. */
const isOverlong = ({ topic = '' }: ReaderEvent) => !isWithinLength(topic, LIMITS.editedTopic)
const ITEM = object<ItemContent>({ id: [id, true], ...content, pinned: [flag], breaking: [flag] })

/**
 * Validates an export. The file is untrusted, because anyone may have written it. A single error causes the whole file
 * to be rejected. Events dated more than a day ahead are left out, as are edits of topics with overlong names.
 *
 * @param json the file's text, or the object parsed from it
 * @param fingerprint computes a text's fingerprint. The file's own fingerprints aren't trusted, because they are used
 * to look up vectors
 * @throws InklingMisuse naming the first field that is wrong
 */
export function readExport(json: unknown, fingerprint: (text: string) => string, now: number): Imported {
  let value = json
  if (typeof json === 'string') {
    assertUsage(json.length <= MAX_CHARACTERS, `an export has at most ${MAX_CHARACTERS} characters, not ${json.length}`)
    try {
      value = parseOwn(json)
    } catch {
      assertUsage(false, "this is not an export: it isn't JSON")
    }
  }
  assertUsage(typeof value === 'object' && value !== null, 'pass the result of exportData: the object, or its JSON')
  const { version, events, items } = value as Record<string, unknown>
  assertUsage(version === 1, "this release can't read the export: `version` must be 1")
  const own = <T extends { readonly text: string; readonly picture?: string }>(row: T): T => ({
    ...row,
    fingerprint: fingerprint(row.text + (row.picture ?? '')),
  })
  const read = list(MAX_EVENTS, EVENT)(events, 'events').map(own)
  // Events dated in the future because of a wrong clock would remain the newest for weeks and displace the reader's
  // next events.
  const isUsed = (event: ReaderEvent) => event.at <= now + DAY && !(isEdit(event) && isOverlong(event))
  return { events: read.filter(isUsed), items: list(MAX_ITEMS, ITEM)(items, 'items').map(own) }
}
