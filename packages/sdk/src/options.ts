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

const CHOICES = {
  download: ['now', 'second', 'never'],
  backend: ['wasm', 'webgpu', 'webgl', 'cpu'],
  consent: ['manual', 'granted'],
  read: ['down', 'keep'],
} as const

const KNOWN = ['model', 'engine', 'page', 'timeout', ...Object.keys(CHOICES)]

function checkUrl(name: 'model' | 'engine', value: string | undefined): void {
  if (value === undefined) return
  insist(
    typeof value === 'string' && value.endsWith('/'),
    `\`${name}\` is the URL of a folder and ends with a slash: write ${name}: '${String(value)}/'`,
  )
}

/** Fills in defaults. @throws InklingMisuse on an unknown name or value, with what to write instead */
export function resolveOptions(options: InklingOptions): ResolvedOptions {
  insist(
    options && typeof options === 'object',
    "createInkling takes an object: write createInkling({ model: '/inkling/0.1.0/encoder-en/' })",
  )
  for (const name of Object.keys(options)) {
    insist(KNOWN.includes(name), `there is no option \`${name}\`: the options are ${KNOWN.join(', ')}`)
  }
  checkUrl('model', options.model)
  checkUrl('engine', options.engine)
  for (const [name, values] of Object.entries(CHOICES)) {
    const value = options[name as keyof typeof CHOICES]
    insist(
      value === undefined || (values as readonly string[]).includes(value),
      `\`${name}\` is one of '${values.join("', '")}', not '${String(value)}'`,
    )
  }
  const { timeout = 20_000 } = options
  insist(
    Number.isFinite(timeout) && timeout > 0,
    `\`timeout\` is a number of milliseconds above 0, not ${String(timeout)}`,
  )
  return { download: 'second', consent: 'manual', page: false, read: 'down', ...options, timeout }
}
