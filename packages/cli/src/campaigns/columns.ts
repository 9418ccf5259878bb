/** The columns allowed in a report of showings: creative, counts, and the context in the coarse form that pages use. */

import { Malformed } from '../evaluate/log/event-fields.ts'
import { LogError } from '../evaluate/log/lines.ts'
import { nearest } from '../terminal/parse-arguments.ts'

/** Index of each column; -1 if the column is absent. */
export interface Columns {
  readonly creative: number
  readonly campaign: number
  readonly showings: number
  readonly goals: number
  /** Index of the column of days or, failing that, of weeks or months. */
  readonly period: number
  /** Column index of each kind of context. */
  readonly contexts: Readonly<Record<ContextName, number>>
}

export const CONTEXTS = ['device', 'daypart', 'topic'] as const
export type ContextName = (typeof CONTEXTS)[number]

/** Column names that ad servers and analytics use, in lower case with punctuation replaced by spaces. */
const NAMES: Readonly<Record<'creative' | 'campaign' | 'showings' | 'goals' | ContextName, readonly string[]>> = {
  creative: ['creative', 'creative id', 'creative name', 'ad', 'ad id', 'ad name', 'variant'],
  campaign: ['campaign', 'campaign id', 'campaign name', 'line item'],
  showings: ['showings', 'impressions', 'views', 'impr'],
  goals: ['goals', 'clicks', 'conversions', 'reads'],
  device: ['device', 'device class', 'device category', 'device type'],
  daypart: ['daypart', 'hour', 'hour of day'],
  topic: ['topic', 'section', 'page topic', 'category'],
}
/**
 * Counts are summed over these columns. The first period column that is present is also used to estimate the day-to-day
 * variance.
 */
const PERIODS = ['date', 'day', 'week', 'month']
const SUMMED = ['slot', 'placement', ...PERIODS]
/** Maximum topics of a site; a column with more values isn't a column of topics. */
export const MOST_TOPICS = 500
/** Maximum characters in a topic. */
const LONGEST_TOPIC = 60

const tidy = (name: string) =>
  name
    .replace(/^\uFEFF/, '')
    .replace(/[\s_.-]+/g, ' ')
    .trim()
    .toLowerCase()

/**
 * Identifies each column by its name. Unknown columns are an error, so that a report broken down by age, place or user
 * never reaches pages.
 *
 * @throws LogError that names the column and the reason
 */
export function columnsOf(header: readonly string[], file: string): Columns {
  const names = header.map(tidy)
  const find = (what: keyof typeof NAMES) => names.findIndex((name) => NAMES[what].includes(name))
  const known = [...Object.values(NAMES).flat(), ...SUMMED]
  const other = names.findIndex((name) => !known.includes(name))
  if (other >= 0) {
    const meant = nearest(names[other]!, known)
    throw new LogError(
      `${file} has a column "${header[other]!.slice(0, 40)}", but the only contexts are topic, device and daypart: priors go to everybody's pages, so they must not contain or depend on anything about readers. ${
        meant ? `Call it "${meant}", if it is that; else` : 'Add up the counts over it and'
      } leave the column out`,
    )
  }
  // If a report has both reads and clicks, reads are counted, because a headline that promises too much also gets
  // clicks.
  const hasReads = names.includes('reads')
  const columns = {
    creative: find('creative'),
    campaign: find('campaign'),
    showings: find('showings'),
    goals: hasReads ? names.indexOf('reads') : find('goals'),
    period: names.indexOf(PERIODS.find((period) => names.includes(period)) ?? ''),
    contexts: { device: find('device'), daypart: find('daypart'), topic: find('topic') },
  }
  for (const need of ['creative', 'showings', 'goals'] as const)
    if (columns[need] < 0)
      throw new LogError(`${file} has no column of ${need}: call it ${NAMES[need].slice(0, 3).join(' or ')}`)
  const twice = Object.keys(NAMES).find(
    (what) =>
      !(what === 'goals' && hasReads) &&
      names.filter((name) => NAMES[what as keyof typeof NAMES].includes(name)).length > 1,
  )
  if (twice) throw new LogError(`${file} has two columns of ${twice}: keep the one that counts`)
  return columns
}

const DEVICES: Readonly<Record<string, string>> = {
  phone: 'phone',
  mobile: 'phone',
  'mobile phone': 'phone',
  smartphone: 'phone',
  tablet: 'tablet',
  desktop: 'desktop',
  computer: 'desktop',
  pc: 'desktop',
}
const DAYPARTS = ['night', 'morning', 'afternoon', 'evening']
/** Placeholders that analytics export for unknown values. */
const UNKNOWN = /^(?:|-|\(?(?:not set|not provided|unknown|other|none|null|all|total)\)?)$/

/**
 * @returns the cell's name on pages, such as `device=phone`; undefined if the report marks the value as unknown
 * @throws Malformed if the value isn't valid for this context
 */
export function cellOf(name: ContextName, text: string): string | undefined {
  const value = text.trim().toLowerCase()
  if (UNKNOWN.test(value)) return undefined
  if (name === 'device') {
    const device = Object.hasOwn(DEVICES, value) ? DEVICES[value] : undefined
    if (!device) throw new Malformed(`"${text.slice(0, 40)}" is not a device class: write phone, tablet or desktop`)
    return `device=${device}`
  }
  if (name === 'daypart') {
    const hour = /^\d{1,2}$/.test(value) && Number(value) < 24 ? Number(value) : undefined
    const daypart = hour === undefined ? DAYPARTS.find((each) => each === value) : DAYPARTS[Math.floor(hour / 6)]
    if (!daypart)
      throw new Malformed(
        `"${text.slice(0, 40)}" is not a daypart: write night, morning, afternoon, evening or an hour`,
      )
    return `daypart=${daypart}`
  }
  // Rejects values such as addresses and user ids, whatever the column is called.
  if (value.length > LONGEST_TOPIC || /@|https?:|\d{5}|[0-9a-f]{8}-[0-9a-f]{4}/.test(value))
    throw new Malformed(`"${text.slice(0, 40)}" doesn't look like a page's topic: it may identify somebody`)
  return `topic=${value}`
}
