/**
 * The outcome of every combination of remembered choice, consent source and browser signal. The unit test covers all of
 * them; the browser test observes a sample through the DevTools protocol.
 */
import type { InklingOptions } from '../../src/options.ts'
import type { ConsentSource } from '../../src/types.ts'

/** ? undecided · - denied · c content · r creatives · m measurement */
export type Outcome = '?' | '-' | 'c' | 'cr' | 'crm'

/** State left by earlier pages: nothing, a no, a yes, an expired yes, a yes given despite the signal. */
export const STATES = ['none', 'no', 'yes', 'old', 'aware'] as const
export type State = (typeof STATES)[number]

export const SIGNALS = ['none', 'gpc', 'dnt', 'children'] as const
export type Signal = (typeof SIGNALS)[number]

/** Outcomes by source, for each of {@link STATES}: without a signal, and with one (GPC or DNT). */
const TABLE = {
  // Nothing on this page sets consent.
  manual: ['?  -  crm ?  c', '? - ? ? c'],
  granted: ['cr -  crm cr c', '? - ? ? c'],
  'tcf: stored yes': ['crm crm crm crm crm', '? - ? ? c'],
  'tcf: stored no': ['- - - - -', '- - - - -'],
  'tcf: asking': ['?  -  crm ?  c', '? - ? ? c'],
  'tcf: confirmed': ['crm crm crm crm crm', 'c c c c c'],
  'tcf: nowhere': ['?  -  crm ?  c', '? - ? ? c'],
  'gpp: not opted out': ['cr cr cr cr cr', '? - ? ? c'],
  'gpp: opted out': ['- - - - -', '- - - - -'],
  'gpp: not ready': ['?  -  crm ?  c', '? - ? ? c'],
  google: ['crm crm crm crm crm', '? - ? ? c'],
  function: ['cr cr cr cr cr', '? - ? ? c'],
  // The site calls set or deny on the reader's behalf.
  set: ['crm crm crm crm crm', 'c c c c c'],
  deny: ['- - - - -', '- - - - -'],
} as const

export type Source = keyof typeof TABLE

export interface Row {
  readonly state: State
  readonly source: Source
  readonly signal: Signal
  readonly outcome: Outcome
}

export const ROWS: readonly Row[] = Object.entries(TABLE).flatMap(([source, [without, under]]) =>
  SIGNALS.flatMap((signal) =>
    STATES.map((state, i): Row => {
      // On a page for children nobody can consent.
      const outcomes = signal === 'none' ? without : signal === 'children' ? '- - - - -' : under
      return { state, source: source as Source, signal, outcome: outcomes.split(/ +/)[i] as Outcome }
    }),
  ),
)

/** Whether the remembered choice alone allows the head snippet, and the tag until corrected, to run. */
export const REMEMBERED = ({ state, signal }: Row): boolean =>
  ROWS.some((row) => row.source === 'manual' && row.state === state && row.signal === signal && MAY_WORK(row.outcome))

/** Whether the page's consent platform is asked, by a bundle loaded for it: `PLATFORM: ITS ANSWER`. */
export const HAS_PLATFORM = ({ source }: Row): boolean => source.includes(':')

/** Whether core.js is requested: a remembered yes counts until the reader or the page's platform withdraws it. */
export const ASKS = (row: Row): boolean =>
  MAY_WORK(row.outcome) || ((row.source === 'deny' || HAS_PLATFORM(row)) && REMEMBERED(row))

export const MAY_WORK = (outcome: Outcome): boolean => outcome !== '?' && outcome !== '-'

/** The choice as stored by an earlier page; undefined if there was none. */
export function remembered(state: State, now: number): object | undefined {
  const yes = { state: 'granted', content: true, creatives: true, measurement: true, at: now, aware: false }
  if (state === 'none') return undefined
  if (state === 'no')
    return { state: 'denied', content: false, creatives: false, measurement: false, at: now, aware: true }
  if (state === 'old') return { ...yes, at: now - 183 * 86_400_000 }
  if (state === 'aware') return { ...yes, creatives: false, measurement: false, aware: true }
  return yes
}

const YES = [1, 3, 4, 5, 6, 7, 8]
const tcf = (eventStatus: string, purposes: readonly number[]) => ({
  name: '__tcfapi',
  data: {
    listenerId: 1,
    eventStatus,
    gdprApplies: true,
    publisher: { consents: Object.fromEntries([...YES, 9].map((purpose) => [purpose, purposes.includes(purpose)])) },
  },
})
const gpp = (signalStatus: string, optOut: number) => ({
  name: '__gpp',
  data: { listenerId: 1, pingData: { signalStatus, parsedSections: { usnat: [{ SaleOptOut: optOut }] } } },
})

/** The answer of a page's consent platform, as plain data that can be sent to a page. */
export const PLATFORMS: Readonly<Partial<Record<Source, { readonly name: string; readonly data: object }>>> = {
  'tcf: stored yes': tcf('tcloaded', YES),
  'tcf: stored no': tcf('tcloaded', []),
  'tcf: asking': tcf('cmpuishown', YES),
  'tcf: confirmed': tcf('useractioncomplete', YES),
  'gpp: not opted out': gpp('ready', 2),
  'gpp: opted out': gpp('ready', 1),
  'gpp: not ready': gpp('not ready', 2),
}

/** The option, or the tag's attribute, which can't be a function. */
export function optionOf(source: Source): Exclude<InklingOptions['consent'], ConsentSource | undefined> {
  const [option] = source.split(':') as [string]
  return option === 'function' || option === 'set' || option === 'deny' ? 'manual' : (option as 'manual')
}

/** A page's settings for Google's consent mode. */
export const GOOGLE = {
  ad_storage: 'granted',
  ad_personalization: 'granted',
  analytics_storage: 'granted',
  personalization_storage: 'granted',
} as const
