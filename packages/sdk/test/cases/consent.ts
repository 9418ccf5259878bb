/**
 * What comes of a remembered choice, a source of consent and the browser's signal: every combination. The unit test goes
 * through all of them; in the browser the devtools protocol looks on.
 */
import type { InklingOptions } from '../../src/options.ts'
import type { ConsentSource } from '../../src/types.ts'

/** ? nothing is chosen · - refused · c content · r creatives · m measurement */
export type Outcome = '?' | '-' | 'c' | 'cr' | 'crm'

/** What earlier pages left: nothing, a no, a yes, a yes that is too old, a yes in spite of the signal. */
export const STATES = ['none', 'no', 'yes', 'old', 'aware'] as const
export type State = (typeof STATES)[number]

export const SIGNALS = ['none', 'gpc', 'dnt', 'children'] as const
export type Signal = (typeof SIGNALS)[number]

/** By source: what comes of it for each of {@link STATES}, without a signal, and with one (GPC or DNT). */
const TABLE = {
  // Nobody says anything on this page.
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
  // The reader says yes, or no, to the site itself.
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
      // On a page for children nobody can say yes.
      const outcomes = signal === 'none' ? without : signal === 'children' ? '- - - - -' : under
      return { state, source: source as Source, signal, outcome: outcomes.split(/ +/)[i] as Outcome }
    }),
  ),
)

/** Whether the remembered choice alone lets the head snippet, and the tag until it hears better, work. */
export const REMEMBERED = ({ state, signal }: Row): boolean =>
  ROWS.some((row) => row.source === 'manual' && row.state === state && row.signal === signal && MAY_WORK(row.outcome))

/** Whether a consent platform of the page is asked, by a bundle that comes for it: `PLATFORM: WHAT IT SAYS`. */
export const HAS_PLATFORM = ({ source }: Row): boolean => source.includes(':')

/** Whether core.js is asked for at all: a remembered yes counts until the reader, or the page's platform, takes it back. */
export const ASKS = (row: Row): boolean =>
  MAY_WORK(row.outcome) || ((row.source === 'deny' || HAS_PLATFORM(row)) && REMEMBERED(row))

export const MAY_WORK = (outcome: Outcome): boolean => outcome !== '?' && outcome !== '-'

/** As an earlier page wrote it down; undefined when it didn't. */
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

/** What a consent platform of the page tells whoever listens to it: plain data, so that it can be sent to a page. */
export const PLATFORMS: Readonly<Partial<Record<Source, { readonly name: string; readonly data: object }>>> = {
  'tcf: stored yes': tcf('tcloaded', YES),
  'tcf: stored no': tcf('tcloaded', []),
  'tcf: asking': tcf('cmpuishown', YES),
  'tcf: confirmed': tcf('useractioncomplete', YES),
  'gpp: not opted out': gpp('ready', 2),
  'gpp: opted out': gpp('ready', 1),
  'gpp: not ready': gpp('not ready', 2),
}

/** The option, or the tag's attribute. A function can't be one. */
export function optionOf(source: Source): Exclude<InklingOptions['consent'], ConsentSource | undefined> {
  const [option] = source.split(':') as [string]
  return option === 'function' || option === 'set' || option === 'deny' ? 'manual' : (option as 'manual')
}

/** What a page tells Inkling of Google's consent mode. */
export const GOOGLE = {
  ad_storage: 'granted',
  ad_personalization: 'granted',
  analytics_storage: 'granted',
  personalization_storage: 'granted',
} as const
