/**
 * Describes the current state as text that can be shared with strangers: numbers, states and codes. It contains nothing
 * written by the site or the reader: no titles, topics, names or addresses. Items and lists are numbered.
 */
import type { Status, Tally } from '../../types.ts'
import { type Inspection, lastRanked } from './inspection.ts'
import type { InspectorInput } from './inspector-input.ts'
import { countOf, type Requests } from './requests.ts'
import { ruleEffects } from './rules.ts'
import { consentText, sourceOf } from './tabs/status-tab.ts'
import { en } from './texts/en.ts'

const PURPOSES = { content: 'content', creatives: 'creatives', measurement: 'measurement' }
/** Expected form of an error code, which is checked because any script can dispatch an error event. */
const CODE = /^[a-z-]{1,40}$/

/** @param browser the user agent */
export function bugReport(found: Inspection, requests: Requests, asked: InspectorInput, browser: string): string {
  const { status, report, list, items, tallies } = found
  const lines = [
    `Inkling ${asked.version}`,
    browser,
    `consent: ${status ? consentText(status.consent, { purposes: PURPOSES }) : 'not started'}; source: ${sourceOf(asked)}`,
    ...(status ? statusLines(status) : []),
    `options: ${optionsText(asked)}`,
    ...tallies.map((tally, place) => `arm ${place + 1}: ${tallyText(tally)}`),
    ...report.lists.map((each, place) => `list ${place + 1}: ${listText(each, asked.heard)}`),
    ...(list ? [`items of list ${report.lists.indexOf(list) + 1}, by place:`] : []),
    ...items.map(({ why }) => `  ${why ? itemText(why) : 'not ranked'}`),
    `rules: ${
      ruleEffects(items.map(({ why }) => why))
        .map(({ rule, up, down }) => `${rule} ${up} up, ${down} down`)
        .join('; ') || 'none'
    }`,
    `findings: ${counted(report.findings.map(({ severity, code }) => `${severity} ${code}`))}`,
    `errors: ${counted(errorCodes(asked.heard))}`,
    `requests: ${countOf(requests.own)} of Inkling's, ${requests.own.reduce((sum, { bytes }) => sum + bytes, 0)} bytes; about the reader: ${requests.aboutReader.length}; of the page's own: ${countOf(requests.others)} to ${requests.others.length} hosts`,
  ]
  return `${lines.join('\n')}\n`
}

const statusLines = (status: Status): string[] => [
  `engine: ${status.engine}; table: ${status.table ?? 'not asked for'}; backend: ${status.backend ?? 'none'}; worker: ${status.worker ?? 'none'}`,
  `bytes: ${status.bytes.loaded} of ${status.bytes.total}${status.bytes.fromCache ? ' from the cache' : ''}; texts: ${status.embedded.texts} in ${Math.round(status.embedded.milliseconds)} ms`,
  `events: ${status.events}; vectors: ${status.depths?.join(' + ') ?? status.vectors}; page views: ${status.pageViews}; dial: ${status.dial ?? 'none'}`,
]

/** Omits the names of experiments and arms, because the site wrote them. */
function tallyText({ exposed, told, counts, before }: Tally): string {
  const text = (all: Tally['counts']) =>
    Object.entries(all)
      // Other scripts may have added unknown names to the stored tallies.
      .filter(([name]) => Object.hasOwn(en.counts, name))
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'nothing'
  return `${exposed === undefined ? 'not exposed' : 'exposed'}${told === undefined ? '' : ', told'}; since then ${text(counts)}; before ${text(before)}`
}

/** Includes numbers and predefined words. For addresses, lists and functions, states only that they are set. */
const optionsText = ({ options }: InspectorInput): string =>
  Object.entries(options)
    .map(([name, value]) => (FREE.test(String(value)) ? `${name}=${value}` : `${name}=…`))
    .join(' ') || 'defaults'
const FREE =
  /^(?:true|false|-?[\d.]{1,12}|now|second|never|always|loopback|auto|all|children|manual|granted|tcf|gpp|wp|google|wasm|webgpu|webgl|cpu)$/

function listText(
  { name, items, fixed, reach }: Inspection['report']['lists'][number],
  heard: readonly Event[],
): string {
  const ranked = lastRanked(heard, name)
  const told = ranked
    ? `moved ${ranked.moved} by ${ranked.by}${ranked.late ? ', late' : ''}${ranked.why ? `, ${ranked.why}` : ''}, ${ranked.ranking.tier}, ${ranked.ranking.milliseconds.toFixed(1)} ms`
    : 'not heard of'
  return `${items.length} items, ${fixed} fixed, ${reach.tier}; ${told}`
}

function itemText({
  to,
  from,
  byScore,
  score,
  parts,
  rules,
  reason,
  depth,
}: NonNullable<Inspection['items'][number]['why']>) {
  const figures = Object.entries(parts)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name} ${value.toFixed(3)}`)
  const steps = rules.map(({ rule, from, to }) => `${rule} ${from}>${to}`)
  return `${to}: from ${from}, by score ${byScore}; ${score.toFixed(3)} = ${figures.join(' + ') || 0}; depth ${depth ?? '-'}; ${reason.why}; ${steps.join(', ') || 'no rule'}`
}

const errorCodes = (heard: readonly Event[]): string[] =>
  heard
    .filter(({ type }) => type === 'inkling:error')
    .map((event) => (event as CustomEvent).detail?.code as unknown)
    .filter((code): code is string => typeof code === 'string' && CODE.test(code))

function counted(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => `${name} ×${count}`).join(', ') || 'none'
}
