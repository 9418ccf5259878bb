import { insist } from './lib/misuse.ts'
import type { BackendName } from './types.ts'

/** Every option of Inkling, its default and its unit. */
export interface InklingOptions {
  /** URL of the model bundle, e.g. '/inkling/0.1.0/encoder-en/'. @default none: the light tier ranks */
  readonly model?: string
  /** URL of the folder with the worker bundles. @default 'engine/' beside the model's folder */
  readonly engine?: string
  /** When the model is downloaded. second: from the second page view on. @default 'second' */
  readonly download?: 'now' | 'second' | 'never'
  /** Forces one backend, software ones too: for tests and debugging. @default the fastest that works */
  readonly backend?: BackendName
  /** manual: by `consent.set` · granted: the site has asked already, and loads Inkling only after a yes. @default 'manual' */
  readonly consent?: 'manual' | 'granted'
  /** Whether marked lists and slots of the page are watched and ordered. @default true for the tag, false for npm */
  readonly page?: boolean
  /** What happens to items that the reader has opened. @default 'down' */
  readonly read?: 'down' | 'keep'
  /** Milliseconds before a silent worker counts as dead. @default 20000 */
  readonly timeout?: number
}

export type ResolvedOptions = Required<Omit<InklingOptions, 'model' | 'engine' | 'backend'>> &
  Pick<InklingOptions, 'model' | 'engine' | 'backend'>

const FOLDER = "'/inkling/0.1.0/encoder-en/' (a folder's URL, with a slash at its end)"

/** What to write for each option; the words of a choice stand in it literally. */
const WRITE: Readonly<Record<string, string>> = {
  model: FOLDER,
  engine: FOLDER,
  page: 'true | false',
  timeout: 'a number of milliseconds above 0',
  download: "'now' | 'second' | 'never'",
  backend: "'wasm' | 'webgpu' | 'webgl' | 'cpu'",
  consent: "'manual' | 'granted'",
  read: "'down' | 'keep'",
}

function fits(name: string, value: unknown): boolean {
  if (value === undefined) return true
  if (WRITE[name] === FOLDER) return typeof value === 'string' && value.endsWith('/')
  if (name === 'timeout') return typeof value === 'number' && value > 0 && value < 2 ** 31
  return !!WRITE[name]?.split(' | ').includes(typeof value === 'string' ? `'${value}'` : String(value))
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
    page: false,
    read: 'down',
    timeout: 20_000,
    ...Object.fromEntries(given),
  }
}
