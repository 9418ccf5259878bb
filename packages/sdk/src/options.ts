import { own } from './lib/json/own.ts'
import type { AnalyticsSystem, BackendName, ConsentSource } from './types.ts'

/** Every option of Inkling, its default and its unit. */
export interface InklingOptions {
  /** URL of the model bundle, e.g. '/inkling/0.1.0/encoder-en/'. @default none: the lexical tier ranks */
  readonly model?: string
  /**
   * Hash of that model's manifest, 'sha256-…' as in `integrity`: for a model of your own. It alone is used then.
   * @default none: the models of this release
   */
  readonly modelIntegrity?: string
  /** URL of the folder with the worker bundles. @default 'engine/' beside the model's folder */
  readonly engine?: string
  /**
   * Codes of languages whose packs lie beside the model, 'en,ru': a page loads those that its items are in.
   * @default none: the model's own alone
   */
  readonly languages?: string
  /** When the table is downloaded, the model's first and small part, which the page itself reads. second: from the second page view on. @default 'now' */
  readonly table?: 'now' | 'second' | 'never'
  /** When the rest of the model, the transformer, is downloaded. second: from the second page view on. @default 'second' */
  readonly download?: 'now' | 'second' | 'never'
  /** Whether the page's pictures are looked at: they tell drawings, groceries and garments, and hardly photographs. auto: those of items without words. @default false */
  readonly pictures?: 'auto' | boolean
  /** Forces one backend, software ones too: for tests and debugging. @default the fastest that works */
  readonly backend?: BackendName
  /**
   * manual: by `consent.set` · granted: the site has asked already, and loads Inkling only after a yes · tcf, gpp: by the
   * consent platform of the page · google: by `consent.google` · or what calls back. @default 'manual'
   */
  readonly consent?: 'manual' | 'granted' | 'tcf' | 'gpp' | 'google' | ConsentSource
  /** children: on this page nothing is recorded, ordered or stored, whatever the consent. @default 'all' */
  readonly audience?: 'all' | 'children'
  /**
   * Share of readers whom a phrase is to pick, 0.01 to 0.5: then `audiences()` answers the page's scripts. 0: it doesn't.
   * @default 0
   */
  readonly audienceShare?: number
  /** Whether items count whose topic reveals health, faith, politics and the like (GDPR, article 9: special categories). @default false */
  readonly specialCategories?: boolean
  /** Whether marked lists and slots of the page are watched and ordered. @default true for the tag, false for npm */
  readonly page?: boolean
  /**
   * Where `?inkling-persona=NAME` shows the page with a persona's history. loopback: on localhost, 127.0.0.1 and [::1] alone.
   * The tag's alone. @default 'loopback'
   */
  readonly preview?: 'loopback' | 'always' | 'never'
  /**
   * Where `?inkling=inspect` puts the inspector beside the page. loopback: on localhost, 127.0.0.1 and [::1] alone. The
   * tag's alone. @default 'loopback'
   */
  readonly inspect?: 'loopback' | 'always' | 'never'
  /** URL of a ranker's JSON, as `npx --no inkling fit` writes it. @default the ranker that comes with Inkling */
  readonly ranker?: string
  /** Hash of that file, 'sha256-…' as in `integrity`: another one doesn't rank. @default none: it is taken as it comes */
  readonly rankerIntegrity?: string
  /** URL of the file that `npx --no inkling popularity` writes: what is read most, by address. @default none: what items say of themselves */
  readonly popularity?: string
  /** URL of the file that says what slots may show, when and how often: docs/campaigns.md. @default none: what the page's templates say */
  readonly campaigns?: string
  /** Whether items that the reader has opened go below the others. @default true */
  readonly demoteRead?: boolean
  /**
   * What an item costs for each item by which its topic exceeds its share of the first ten places, in units of the score
   * (log-odds): 0 to 5. The shares are the page's, mixed with the reader's as these become known. @default 0.25
   */
  readonly calibration?: number
  /** What likeness to each of the nine items above costs, in units of the score (log-odds): 0 to 5. @default 0: off */
  readonly diversity?: number
  /** Items of one topic in a row at most; 0 is no limit. @default 0 */
  readonly maxRun?: number
  /** Places that an item may move from the page's own order at most; 0 is no limit. @default 0 */
  readonly displacement?: number
  /** How far the reader's order counts: 0 is the page's own, 1 the reader's. @default 1 */
  readonly strength?: number
  /** Showings without an open after which an item goes below the others; 0 is never. @default 0 */
  readonly seen?: number
  /** Share of places for topics that the reader has hardly been shown: 0 to 0.5. @default 0: off */
  readonly exploration?: number
  /**
   * Elements for readers that come to life where the page has them, once content is agreed to: 'why' for `<inkling-why>`, 'profile' for
   * `<inkling-profile>`, both with a comma between.
   * @default none
   */
  readonly elements?: string
  /**
   * Share of readers who keep the editors' order, so that it can be told what the others' brings: 0 to 0.5. Of those alone who have
   * agreed to being measured. @default 0: none
   */
  readonly holdout?: number
  /** URL of the file that says which rankers, rules or creatives are compared: docs/analytics.md. @default none */
  readonly experiments?: string
  /**
   * Which system of web analytics, if it is on the page, hears of exposures and of what came of them: docs/analytics.md. callback: the
   * page's function `inklingAnalytics`. @default none
   */
  readonly analytics?: AnalyticsSystem
  /** Path of this site to which each device sends one randomised bit of each experiment: docs/measure.md. @default none: nothing is sent */
  readonly report?: string
  /** Where the site answers searches: a path and the parameter that holds the query, as '/search?q'. @default none: pages say it themselves */
  readonly search?: string
  /** Milliseconds before a silent worker counts as dead. @default 20000 */
  readonly timeout?: number
}

/** What an option is where nothing is said of it. */
export const DEFAULTS = {
  table: 'now',
  download: 'second',
  pictures: false,
  consent: 'manual',
  audience: 'all',
  audienceShare: 0,
  specialCategories: false,
  page: false,
  demoteRead: true,
  calibration: 0.25,
  diversity: 0,
  maxRun: 0,
  displacement: 0,
  strength: 1,
  seen: 0,
  exploration: 0,
  holdout: 0,
  timeout: 20_000,
} as const satisfies InklingOptions

type Default = keyof typeof DEFAULTS
export type ResolvedOptions = Omit<InklingOptions, Default> & Required<Pick<InklingOptions, Default>>

export function withDefaults(options: InklingOptions): ResolvedOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  return own({ ...DEFAULTS, ...Object.fromEntries(given) })
}
