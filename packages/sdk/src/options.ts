import { insist } from './lib/assert-usage.ts'
import type { BackendName, ConsentSource } from './types.ts'

/** Every option of Inkling, its default and its unit. */
export interface InklingOptions {
  /** URL of the model bundle, e.g. '/inkling/0.1.0/encoder-en/'. @default none: the light tier ranks */
  readonly model?: string
  /**
   * Hash of that model's manifest, 'sha256-…' as in `integrity`: for a model of your own. It alone is used then.
   * @default none: the models of this release
   */
  readonly modelIntegrity?: string
  /** URL of the folder with the worker bundles. @default 'engine/' beside the model's folder */
  readonly engine?: string
  /** When the model is downloaded. second: from the second page view on. @default 'second' */
  readonly download?: 'now' | 'second' | 'never'
  /** Forces one backend, software ones too: for tests and debugging. @default the fastest that works */
  readonly backend?: BackendName
  /**
   * manual: by `consent.set` · granted: the site has asked already, and loads Inkling only after a yes · tcf, gpp: by the
   * consent platform of the page · google: by `consent.google` · or what calls back. @default 'manual'
   */
  readonly consent?: 'manual' | 'granted' | 'tcf' | 'gpp' | 'google' | ConsentSource
  /** children: on this page nothing is recorded, ordered or stored, whatever the consent. @default 'all' */
  readonly audience?: 'all' | 'children'
  /** Whether items count whose topic reveals health, faith, politics and the like (GDPR, article 9). @default false */
  readonly explicitArt9?: boolean
  /** Whether marked lists and slots of the page are watched and ordered. @default true for the tag, false for npm */
  readonly page?: boolean
  /** URL of a ranker's JSON, as `npx --no inkling fit` writes it. @default the ranker that comes with Inkling */
  readonly ranker?: string
  /** Hash of that file, 'sha256-…' as in `integrity`: another one doesn't rank. @default none: it is taken as it comes */
  readonly rankerIntegrity?: string
  /** What happens to items that the reader has opened. @default 'down' */
  readonly read?: 'down' | 'keep'
  /** What likeness to each of the nine items above costs, in units of the score (log-odds): 0 to 5. @default 0: off */
  readonly diversity?: number
  /** Items of one topic in a row at most; 0 is no limit. @default 0 */
  readonly inARow?: number
  /** Places that an item may move from the page's own order at most; 0 is no limit. @default 0 */
  readonly displacement?: number
  /** Share of places for topics that the reader has hardly been shown: 0 to 0.5. @default 0: off */
  readonly exploration?: number
  /** Milliseconds before a silent worker counts as dead. @default 20000 */
  readonly timeout?: number
}

type WithoutDefault = 'model' | 'modelIntegrity' | 'engine' | 'backend' | 'ranker' | 'rankerIntegrity'

export type ResolvedOptions = Required<Omit<InklingOptions, WithoutDefault>> & Pick<InklingOptions, WithoutDefault>

const FOLDER = "'/inkling/0.1.0/encoder-en/' (a folder's URL, with a slash at its end)"

const HASH = "'sha256-…', as integrity has it"

const RANKER = "'/ranker.json' (a URL)"

/** What a text must look like where a choice of words doesn't say it. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  [FOLDER]: /\/$/,
  [HASH]: /^sha256-.{43}=$/,
  [RANKER]: /./,
}

const PLACES = 'a whole number from 0 to 200'

/** What to write for each option; the words of a choice stand in it literally. */
const WRITE: Readonly<Record<string, string>> = {
  model: FOLDER,
  modelIntegrity: HASH,
  engine: FOLDER,
  page: 'true | false',
  timeout: 'a number of milliseconds above 0',
  download: "'now' | 'second' | 'never'",
  backend: "'wasm' | 'webgpu' | 'webgl' | 'cpu'",
  consent: "'manual' | 'granted' | 'tcf' | 'gpp' | 'google' | a function",
  audience: "'all' | 'children'",
  explicitArt9: 'true | false',
  read: "'down' | 'keep'",
  ranker: RANKER,
  rankerIntegrity: HASH,
  diversity: 'a number from 0 to 5',
  exploration: 'a number from 0 to 0.5',
  inARow: PLACES,
  displacement: PLACES,
}

/** Bounds of the options that are numbers; whole ones are marked. */
const BOUNDS: Readonly<Record<string, readonly [least: number, most: number, whole?: boolean]>> = {
  timeout: [Number.MIN_VALUE, 2 ** 31 - 1],
  diversity: [0, 5],
  exploration: [0, 0.5],
  inARow: [0, 200, true],
  displacement: [0, 200, true],
}

function fits(name: string, value: unknown): boolean {
  if (value === undefined) return true
  const shape = SHAPES[WRITE[name] ?? '']
  if (shape) return typeof value === 'string' && shape.test(value)
  const bounds = BOUNDS[name]
  if (bounds) {
    const [least, most, whole] = bounds
    return typeof value === 'number' && value >= least && value <= most && (!whole || Number.isInteger(value))
  }
  if (name === 'consent' && typeof value === 'function') return true
  return !!WRITE[name]?.split(' | ').includes(typeof value === 'string' ? `'${value}'` : String(value))
}

/** Options as the tag's attributes give them. Whether they are right is {@link resolveOptions}'s to say. */
export function readOptions(attributes: Readonly<Record<string, string | undefined>>): InklingOptions {
  const given: Record<string, string | number | boolean> = {}
  for (const name of Object.keys(WRITE)) {
    const text = attributes[name]
    // Who writes a tag has a page.
    if (text !== undefined && name !== 'page')
      given[name] = BOUNDS[name] ? Number(text) : text === 'true' || (text !== 'false' && text)
  }
  return given
}

/** Fills in defaults. @throws InklingMisuse on an unknown name or value, with what to write instead */
export function resolveOptions(options: InklingOptions): ResolvedOptions {
  for (const [name, value] of Object.entries(options)) {
    insist(
      Object.hasOwn(WRITE, name),
      `there is no option \`${name}\`: the options are ${Object.keys(WRITE).join(', ')}`,
    )
    insist(fits(name, value), `write ${name}: ${WRITE[name]}, not '${String(value)}'`)
  }
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  return {
    download: 'second',
    consent: 'manual',
    audience: 'all',
    explicitArt9: false,
    page: false,
    read: 'down',
    diversity: 0,
    inARow: 0,
    displacement: 0,
    exploration: 0,
    timeout: 20_000,
    ...Object.fromEntries(given),
  }
}
