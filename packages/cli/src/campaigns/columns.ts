/** What a report of showings may say: the creative, counts, and where it was shown, as coarsely as pages know it themselves. */

import { Malformed } from '../evaluate/log/event-fields.ts'
import { LogError } from '../evaluate/log/lines.ts'
import { nearest } from '../terminal/command.ts'

/** Columns of a report, by their place; -1 where it has none. */
export interface Columns {
  readonly creative: number
  readonly campaign: number
  readonly showings: number
  readonly goals: number
  /** Of the report's days; where it has none, of its weeks or months. */
  readonly period: number
  /** By context: where its column is. */
  readonly contexts: Readonly<Record<ContextName, number>>
}

export const CONTEXTS = ['device', 'daypart', 'topic'] as const
export type ContextName = (typeof CONTEXTS)[number]

/** As ad servers and analytics call them, in lower case with spaces for signs. */
const NAMES: Readonly<Record<'creative' | 'campaign' | 'showings' | 'goals' | ContextName, readonly string[]>> = {
  creative: ['creative', 'creative id', 'creative name', 'ad', 'ad id', 'ad name', 'variant'],
  campaign: ['campaign', 'campaign id', 'campaign name', 'line item'],
  showings: ['showings', 'impressions', 'views', 'impr'],
  goals: ['goals', 'clicks', 'conversions', 'reads'],
  device: ['device', 'device class', 'device category', 'device type'],
  daypart: ['daypart', 'hour', 'hour of day'],
  topic: ['topic', 'section', 'page topic', 'category'],
}
/** Columns over which counts are summed, and by which of these is told how far days differ: the first that a report has. */
const PERIODS = ['date', 'day', 'week', 'month']
const SUMMED = ['slot', 'placement', ...PERIODS]
/** Topics of a site: with more of them, these are no topics. */
export const MOST_TOPICS = 500
/** Characters of a topic. */
const LONGEST_TOPIC = 60

const tidy = (name: string) =>
  name
    .replace(/^\uFEFF/, '')
    .replace(/[\s_.-]+/g, ' ')
    .trim()
    .toLowerCase()

/**
 * Which column is what. One that is none of these is refused, and not passed over: whoever counts by age, by place or by user finds
 * out here that it can't come down to pages.
 *
 * @throws LogError that says which, and why
 */
export function columnsOf(header: readonly string[], file: string): Columns {
  const names = header.map(tidy)
  const find = (what: keyof typeof NAMES) => names.findIndex((name) => NAMES[what].includes(name))
  const known = [...Object.values(NAMES).flat(), ...SUMMED]
  const other = names.findIndex((name) => !known.includes(name))
  if (other >= 0) {
    const meant = nearest(names[other]!, known)
    throw new LogError(
      `${file} has a column "${header[other]!.slice(0, 40)}", and contexts are topic, device and daypart alone: a prior goes to everybody's page, and nothing about readers may stand in it, nor make it depend on one. ${
        meant ? `Call it "${meant}", if it is that; else` : 'Add up the counts over it and'
      } leave the column out`,
    )
  }
  const columns = {
    creative: find('creative'),
    campaign: find('campaign'),
    showings: find('showings'),
    goals: find('goals'),
    period: names.indexOf(PERIODS.find((period) => names.includes(period)) ?? ''),
    contexts: { device: find('device'), daypart: find('daypart'), topic: find('topic') },
  }
  for (const need of ['creative', 'showings', 'goals'] as const)
    if (columns[need] < 0)
      throw new LogError(`${file} has no column of ${need}: call it ${NAMES[need].slice(0, 3).join(' or ')}`)
  const twice = Object.keys(NAMES).find(
    (what) => names.filter((name) => NAMES[what as keyof typeof NAMES].includes(name)).length > 1,
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
/** What analytics write where they know nothing. */
const UNKNOWN = /^(?:|-|\(?(?:not set|not provided|unknown|other|none|null|all|total)\)?)$/

/** @returns the cell as pages name it, `device=phone`; undefined where the report doesn't know @throws Malformed for what is no such context */
export function cellOf(name: ContextName, text: string): string | undefined {
  const value = text.trim().toLowerCase()
  if (UNKNOWN.test(value)) return undefined
  if (name === 'device') {
    const device = Object.hasOwn(DEVICES, value) ? DEVICES[value] : undefined
    if (!device) throw new Malformed(`"${text.slice(0, 40)}" is no class of devices: write phone, tablet or desktop`)
    return `device=${device}`
  }
  if (name === 'daypart') {
    const hour = /^\d{1,2}$/.test(value) && Number(value) < 24 ? Number(value) : undefined
    const daypart = hour === undefined ? DAYPARTS.find((each) => each === value) : DAYPARTS[Math.floor(hour / 6)]
    if (!daypart)
      throw new Malformed(`"${text.slice(0, 40)}" is no daypart: write night, morning, afternoon, evening or an hour`)
    return `daypart=${daypart}`
  }
  // Addresses, numbers of users and the like are no topics, whatever their column is called.
  if (value.length > LONGEST_TOPIC || /@|https?:|\d{5}|[0-9a-f]{8}-[0-9a-f]{4}/.test(value))
    throw new Malformed(`"${text.slice(0, 40)}" is no topic of a page: it may name somebody or something single`)
  return `topic=${value}`
}
