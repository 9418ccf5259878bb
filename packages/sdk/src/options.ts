import { own } from './lib/json/own.ts'
import type { AnalyticsSystem, BackendName, ConsentSource, PageOrder, PrivacySignal } from './types.ts'

/** All options of Inkling, with their defaults and units. */
export interface InklingOptions {
  /** URL of the model bundle, e.g. '/inkling/0.2.0/encoder-en/'. @default none: the lexical tier is used */
  readonly model?: string
  /**
   * Hash of the model's manifest, 'sha256-…' as in `integrity`. Needed for a model of your own; no other manifest is
   * then accepted.
   *
   * @default none: only the models of this release are accepted
   */
  readonly modelIntegrity?: string
  /** URL of the folder with the worker bundles. @default 'engine/' next to the model's folder */
  readonly engine?: string
  /**
   * Languages whose model packs are stored next to the model, e.g. 'en,ru'. A page loads the packs for the languages
   * of its items.
   *
   * @default none: only the model's own language
   */
  readonly languages?: string
  /**
   * When to download the table, the small first part of the model, which runs on the page itself. second: from the
   * second page view onwards.
   *
   * @default 'now'
   */
  readonly table?: 'now' | 'second' | 'never'
  /**
   * When to download the rest of the model, the transformer. second: from the second page view onwards.
   *
   * @default 'second'
   */
  readonly download?: 'now' | 'second' | 'never'
  /**
   * Whether to analyse the page's pictures. This works for drawings, groceries and garments, but hardly for
   * photographs. auto: only the pictures of items without text.
   *
   * @default false
   */
  readonly pictures?: 'auto' | boolean
  /**
   * Forces the use of one backend, even if it renders in software. For tests and debugging. @default the fastest that
   * works
   */
  readonly backend?: BackendName
  /**
   * Where the reader's choice comes from. manual: calls to `consent.set` · granted: the site has already asked, and
   * loads Inkling only with consent · tcf, gpp, wp: the page's consent platform · google: calls to `consent.google` · or a
   * function that reports choices.
   *
   * @default 'manual'
   */
  readonly consent?: 'manual' | 'granted' | 'tcf' | 'gpp' | 'wp' | 'google' | ConsentSource
  /**
   * What a privacy signal (GPC, DNT) objects to. strict: to everything; lists are ordered only if the reader consents
   * while the signal is on. advertising: to creatives and measurement only.
   *
   * @default 'strict'
   */
  readonly privacySignal?: PrivacySignal
  /** children: nothing is recorded, ordered or stored on this page, regardless of consent. @default 'all' */
  readonly audience?: 'all' | 'children'
  /**
   * Share of readers that an audience phrase should select, 0.01 to 0.5. Setting it also makes `audiences()` available
   * to the page's scripts. 0: not available.
   *
   * @default 0
   */
  readonly audienceShare?: number
  /**
   * Whether to use items whose topics reveal special categories of data (GDPR, article 9), such as health, religion or
   * politics.
   *
   * @default false
   */
  readonly specialCategories?: boolean
  /** Whether to watch and order the page's marked lists and slots. @default true for the tag, false for npm */
  readonly page?: boolean
  /**
   * Where `?inkling-persona=NAME` may show the page with a persona's history. loopback: only on localhost, 127.0.0.1
   * and [::1]. Tag only.
   *
   * @default 'loopback'
   */
  readonly preview?: 'loopback' | 'always' | 'never'
  /**
   * Where `?inkling=inspect` may open the inspector next to the page. loopback: only on localhost, 127.0.0.1 and [::1].
   * Tag only.
   *
   * @default 'loopback'
   */
  readonly inspect?: 'loopback' | 'always' | 'never'
  /** URL of a ranker's JSON file, as written by `npx --no inkling fit`. @default the ranker included with Inkling */
  readonly ranker?: string
  /**
   * Hash of the ranker's file, 'sha256-…' as in `integrity`. A file with another hash is rejected.
   *
   * @default none: the file isn't checked
   */
  readonly rankerIntegrity?: string
  /**
   * URL of the file written by `npx --no inkling popularity`, which lists the most-read pages by URL.
   *
   * @default none: only the figures given by the items themselves
   */
  readonly popularity?: string
  /**
   * URL of the file written by `npx --no inkling together`, from which the device works out what readers of the same
   * items also read.
   *
   * @default none
   */
  readonly coReading?: string
  /**
   * URL of the folder written by `npx --no inkling embed --pages`, with vectors of the site's texts, so that devices
   * needn't make them; see docs/vectors.md.
   *
   * @default none: devices make the vectors
   */
  readonly vectors?: string
  /**
   * URL of the file that defines what slots may show, when, and how often; see docs/campaigns.md.
   *
   * @default none: the attributes of the page's templates apply
   */
  readonly campaigns?: string
  /** Whether to move items that the reader has opened below the others. @default true */
  readonly demoteRead?: boolean
  /**
   * Penalty for an item whose topic exceeds its share of the first ten places, applied once for each item in excess. In
   * units of the score (log-odds), 0 to 5. A topic's share is its share of the page, combined with the reader's
   * preferences as they become known.
   *
   * @default 0.25
   */
  readonly calibration?: number
  /**
   * Penalty for an item's similarity to each of the nine items above it, in units of the score (log-odds), 0 to 5.
   *
   * @default 0: off
   */
  readonly diversity?: number
  /** Maximum number of consecutive items with the same topic; 0 means no limit. @default 0 */
  readonly maxRun?: number
  /** Maximum number of places by which an item may move from the page's own order; 0 means no limit. @default 0 */
  readonly displacement?: number
  /**
   * Weight of the reader's order relative to the page's own: 0 keeps the page's order, 1 uses the reader's.
   *
   * @default 1
   */
  readonly strength?: number
  /**
   * What the order of the items on the page means. `newest`: dates count instead of places. `oldest`, `price`, `name`,
   * `none`: places don't count. `auto`: recognised for each list.
   *
   * @default 'auto'
   */
  readonly order?: PageOrder
  /** Number of impressions without a click after which an item is moved below the others; 0 means never. @default 0 */
  readonly seen?: number
  /** Share of places reserved for topics that the reader has rarely been shown, 0 to 0.5. @default 0: off */
  readonly exploration?: number
  /**
   * Elements for readers that the page may contain: 'why' for `<inkling-why>`, 'profile' for `<inkling-profile>`, or
   * 'why,profile'. They are activated once the reader has consented to content.
   *
   * @default none
   */
  readonly elements?: string
  /**
   * Share of readers who keep the editors' order as a control group, 0 to 0.5. Only readers who have consented to
   * measurement are assigned to it.
   *
   * @default 0: none
   */
  readonly holdout?: number
  /** URL of the file that defines which rankers, rules or creatives to compare; see docs/analytics.md. @default none */
  readonly experiments?: string
  /**
   * The web analytics system that receives exposures and outcomes, if it is on the page; see docs/analytics.md.
   * callback: the page's function `inklingAnalytics`.
   *
   * @default none
   */
  readonly analytics?: AnalyticsSystem
  /**
   * Path on this site to which each device sends one randomised bit per experiment; see docs/measure.md.
   *
   * @default none: nothing is sent
   */
  readonly report?: string
  /**
   * The site's search page: its path and the parameter that contains the query, e.g. '/search?q'.
   *
   * @default none: search pages are marked with `data-inkling-search`
   */
  readonly search?: string
  /** Milliseconds after which a worker that doesn't respond is considered dead. @default 20000 */
  readonly timeout?: number
}

/** Default values of options that aren't set. */
export const DEFAULTS = {
  table: 'now',
  download: 'second',
  pictures: false,
  consent: 'manual',
  privacySignal: 'strict',
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
  order: 'auto',
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
