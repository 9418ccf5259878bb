/** The valid values of each option, both in an attribute of the tag and in an options object. */

import { elementNames } from 'virtual:release'
import { assertUsage } from '../lib/errors/assert-usage.ts'
import { own } from '../lib/json/own.ts'
import { MAX_ITEMS } from '../lib/limits.ts'
import { type InklingOptions, type ResolvedOptions, withDefaults } from '../options.ts'
import type { ListRules } from '../types.ts'

/** An option: its valid values, and how an attribute's text is parsed. */
interface Option<T> {
  readonly write: string
  fits(value: unknown): value is T
  read(text: string): unknown
}

const text = (write: string, shape: RegExp): Option<string> => ({
  write,
  fits: (value): value is string => typeof value === 'string' && shape.test(value),
  read: (text) => text,
})

const oneOf = <W extends string | boolean>(words: readonly W[]): Option<W> => ({
  write: words.map((word) => (typeof word === 'string' ? `'${word}'` : word)).join(' | '),
  fits: (value): value is W => words.includes(value as W),
  read: (text) => words.find((word) => String(word) === text),
})

/** Names with commas between them. */
const namesOf = (names: readonly string[]): Option<string> => ({
  write: `${names.map((name) => `'${name}'`).join(' | ')}, or several with commas between them`,
  fits: (value): value is string => typeof value === 'string' && value.split(',').every((name) => names.includes(name)),
  read: (text) => text,
})

const number = (min: number, max: number, isWhole = false): Option<number> => ({
  write: `a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}`,
  fits: (value): value is number =>
    typeof value === 'number' && value >= min && value <= max && !(isWhole && value % 1),
  read: Number,
})

const folder = text("'/inkling/0.2.0/encoder-en/' (a folder's URL, with a slash at its end)", /\/$/)
const file = text("'/file.json' (a URL)", /./)
const hash = text("'sha256-…', as integrity has it", /^sha256-.{43}=$/)
const when = oneOf(['now', 'second', 'never'])
const flag = oneOf([true, false])
const share = number(0, 0.5)
const places = number(0, MAX_ITEMS, true)
const where = oneOf(['loopback', 'always', 'never'])
type Source = NonNullable<InklingOptions['consent']>
const sources = oneOf(['manual', 'granted', 'tcf', 'gpp', 'wp', 'google'])

/** All options. The tag's attributes, the checks and the table in docs/options.md are derived from here (scripts/options.mjs). */
export const OPTIONS = {
  model: folder,
  modelIntegrity: hash,
  engine: folder,
  languages: text("'en,ru' (codes of languages)", /^[a-z]{2,8}(,[a-z]{2,8})*$/),
  table: when,
  download: when,
  pictures: oneOf(['auto', true, false]),
  backend: oneOf(['wasm', 'webgpu', 'webgl', 'cpu']),
  consent: {
    ...sources,
    write: `${sources.write} | a function`,
    fits: (value): value is Source => typeof value === 'function' || sources.fits(value),
  },
  privacySignal: oneOf(['strict', 'advertising']),
  audience: oneOf(['all', 'children']),
  audienceShare: share,
  specialCategories: flag,
  page: flag,
  preview: where,
  inspect: where,
  ranker: file,
  rankerIntegrity: hash,
  popularity: file,
  coReading: file,
  vectors: folder,
  campaigns: file,
  demoteRead: flag,
  calibration: number(0, 5),
  diversity: number(0, 5),
  maxRun: places,
  displacement: places,
  strength: number(0, 1),
  order: oneOf(['auto', 'editors', 'newest', 'oldest', 'price', 'name', 'number', 'none']),
  seen: places,
  exploration: share,
  elements: namesOf(elementNames),
  holdout: share,
  analytics: oneOf(['ga4', 'gtag', 'gtm', 'matomo', 'plausible', 'piwik-pro', 'umami', 'callback']),
  report: text("'/inkling/bit' (a path of this site)", /^\/[\w.-][\w/.-]*$/),
  experiments: file,
  search: text("'/search?q' (a path, and the parameter that holds the query)", /^\/[^?#]*\?[^?#&=]+$/),
  timeout: {
    ...number(Number.MIN_VALUE, 2 ** 31 - 1),
    write: 'a number of milliseconds above 0',
  },
} satisfies { readonly [K in keyof InklingOptions]-?: Option<NonNullable<InklingOptions[K]>> }

const NAMES = Object.keys(OPTIONS) as Array<keyof InklingOptions>

/** Reads options from the tag's attributes; {@link checkOptions} validates them. */
export function readOptions(attributes: Readonly<Record<string, string | undefined>>): InklingOptions {
  const given: Record<string, unknown> = own({})
  for (const name of NAMES) {
    // Spreading a `dataset` would throw in Chromium if `Object.prototype` has a `get` or `set`.
    const text = Object.hasOwn(attributes, name) ? attributes[name] : undefined
    // With a tag, `page` is always true.
    if (text !== undefined && name !== 'page') given[name] = OPTIONS[name].read(text) ?? text
  }
  return given
}

/**
 * Reads a rule from a list's attribute. @throws InklingMisuse on an invalid value; the message says what to write
 * instead
 */
export function readRule<Name extends keyof ListRules>(name: Name, text: string): ListRules[Name] {
  return checkOptions({ [name]: OPTIONS[name].read(text) ?? text })[name] as ListRules[Name]
}

/**
 * @returns the options' own properties. @throws InklingMisuse on an unknown name or an invalid value; the message says
 *   what to write instead
 */
export function checkOptions(given: InklingOptions): InklingOptions {
  const options = own(given)
  for (const [name, value] of Object.entries(options)) {
    assertUsage(Object.hasOwn(OPTIONS, name), `there is no option \`${name}\`: the options are ${NAMES.join(', ')}`)
    const { write, fits } = OPTIONS[name as keyof InklingOptions]
    assertUsage(value === undefined || fits(value), `write ${name}: ${write}, not '${String(value)}'`)
  }
  assertUsage(
    !options.languages || /-[a-z]{2,8}\/$/.test(options.model ?? ''),
    "write languages beside a model whose folder ends in a language, as '/encoder-en/'",
  )
  return options
}

/** Checks options and fills in defaults. @throws InklingMisuse in the same cases as {@link checkOptions} */
export const resolveOptions = (options: InklingOptions): ResolvedOptions => withDefaults(checkOptions(options))
