/** Parses `campaigns.json`. All values are bounded, and errors name the affected field. */

import { defined, JsonReader, MAX_NAME } from '../../lib/json/json-reader.ts'
import { MAX_HEADS, readTextHead } from '../../lib/scoring/text-head.ts'
import type { CreativePrior } from '../bandit/posterior.ts'
import type { CreativeHead } from '../bandit/text-prior.ts'
import {
  type Campaign,
  type CampaignCreative,
  type Campaigns,
  type Caps,
  GOALS,
  type Goal,
  type GoalKind,
  NO_CAMPAIGN,
  type Schedule,
} from './campaign.ts'

/** Largest file, in bytes. */
export const LARGEST_CAMPAIGNS = 256 * 1024
export const MAX_CAMPAIGNS = 200
/** Per campaign. */
const MAX_CREATIVES = 20
const MAX_CELLS = 200
const MAX_FIELDS = 20
/** Characters per field. */
const MAX_TEXT = 2000
/** Maximum number of showings that a prior may count as. With more, one reader's data could never change the prior. */
const MAX_SHOWINGS = 100_000
/** Bounds of a head's standard deviations in log-odds: smaller ones would leave a device nothing to learn. */
const LEAST_DEVIATION = 0.05
const MOST_DEVIATION = 3
const LEAST_RATE = 1e-5
const MAX_CAP = 10_000
/** Number of minutes in 60 days; showings aren't kept for longer than that. */
const MAX_MINUTES = 60 * 24 * 60

/**
 * Parses the content of `campaigns.json`.
 *
 * @throws TypeError, whose message names the field and says what to write instead
 */
export function readCampaigns(value: unknown): Campaigns {
  const file = new JsonReader(value, 'campaigns.json')
  const campaigns = file.list('campaigns', MAX_CAMPAIGNS, readCampaign)
  unique(campaigns, 'campaigns.json: two campaigns are called')
  unique(
    campaigns.flatMap(({ creatives }) => creatives),
    'campaigns.json: two creatives are called',
  )
  const texts = file.optionalList('texts', MAX_HEADS, readHead)
  const off = file.flag('off')
  file.end()
  return defined({ campaigns, texts, off })
}

function readCampaign(file: JsonReader): Campaign {
  return defined({
    id: file.name('id'),
    creatives: file.list('creatives', MAX_CREATIVES, readCreative),
    slots: file.names('slots'),
    priority: file.number('priority', -1000, 1000) ?? NO_CAMPAIGN.priority,
    fallback: file.flag('fallback'),
    share: file.number('share', 0, 1),
    caps: file.inner('caps', readCaps) ?? NO_CAMPAIGN.caps,
    schedule: file.inner('schedule', readSchedule) ?? NO_CAMPAIGN.schedule,
    goal: file.inner('goal', readGoal) ?? NO_CAMPAIGN.goal,
    exclusions: file.names('exclusions') ?? NO_CAMPAIGN.exclusions,
    off: file.flag('off'),
    sponsor: file.text('sponsor', MAX_NAME),
    prior: file.inner('prior', readRate),
  })
}

function readCreative(file: JsonReader): CampaignCreative {
  return defined({
    id: file.name('id'),
    audience: file.text('audience', MAX_TEXT),
    fields: file.table('fields', MAX_FIELDS, (fields, name) => fields.text(name, MAX_TEXT) ?? ''),
    prior: file.inner('prior', readPrior),
  })
}

const readRate = (file: JsonReader) => ({
  rate: file.number('rate', 0, 1) ?? file.fail('rate', 'a number from 0 to 1'),
  showings: file.number('showings', 0, MAX_SHOWINGS) ?? file.fail('showings', 'how many showings that rate counts as'),
})

const readPrior = (file: JsonReader): CreativePrior => ({
  ...readRate(file),
  cells: file.table('cells', MAX_CELLS, (cells, name) => cells.inner(name, readRate)!) ?? Object.create(null),
})

const readHead = (file: JsonReader): CreativeHead => {
  const deviation = (name: string) => file.number(name, LEAST_DEVIATION, MOST_DEVIATION) ?? file.fail(name, 'a number')
  return {
    ...readTextHead(file),
    rate: file.number('rate', LEAST_RATE, 1 - LEAST_RATE) ?? file.fail('rate', 'a number from 0 to 1'),
    campaign: deviation('campaign'),
    creative: deviation('creative'),
  }
}

const readCaps = (file: JsonReader): Caps =>
  defined({
    session: file.number('session', 0, MAX_CAP),
    day: file.number('day', 0, MAX_CAP),
    week: file.number('week', 0, MAX_CAP),
    gap: file.number('gap', 0, MAX_MINUTES),
  })

const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/
const HOURS = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

function readSchedule(file: JsonReader): Schedule {
  const date = (name: string) =>
    file.matching(name, (text) => DATE.test(text) && !Number.isNaN(Date.parse(text)), "'2026-11-30T08:00+01:00'")
  return defined({
    start: date('start'),
    end: date('end'),
    days: file.names('days')?.map((day) => {
      const index = DAYS.indexOf(day.toLowerCase())
      return index < 0 ? file.fail('days', `some of ${DAYS.join(', ')}`) : index
    }),
    hours: file.names('hours')?.map((hours) => (HOURS.test(hours) ? hours : file.fail('hours', "'08:00-12:30'"))),
    zone: file.matching('zone', isZone, "'Europe/Berlin'"),
  })
}

function isZone(zone: string): boolean {
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    return false
  }
}

function readGoal(file: JsonReader): Goal {
  const isGoal = (kind: unknown): kind is GoalKind => GOALS.includes(kind as GoalKind)
  const kind = file.text('kind', MAX_NAME)
  return defined({
    kind: isGoal(kind) ? kind : file.fail('kind', GOALS.join(', ')),
    within: file.number('within', 1, MAX_MINUTES) ?? NO_CAMPAIGN.goal.within,
    items: file.names('items'),
  })
}

function unique(all: ReadonlyArray<{ readonly id: string }>, complaint: string): void {
  const seen = new Set<string>()
  for (const { id } of all) {
    if (seen.has(id)) throw new TypeError(`${complaint} ${id}`)
    seen.add(id)
  }
}
