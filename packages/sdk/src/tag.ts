/** The script tag's entry: reads its data-* attributes, starts Inkling, and takes over the queue of early calls. */
import { checkHash, laterHash } from 'virtual:release'
import type * as checking from './check/console.ts'
import { type Inkling, wire } from './inkling.ts'
import type { Later } from './later.ts'
import { checkedImport } from './lib/checked-import.ts'
import { insist } from './lib/misuse.ts'
import type { InklingOptions } from './options.ts'
import { earlyQueue } from './page/first.ts'
import type { EventKind, GoogleConsent, Item, Purposes } from './types.ts'

/** Calls that may come before the script: `inkling.push(['consent', { content: true }])`. */
export type EarlyCall =
  | readonly ['consent', Partial<Purposes>]
  | readonly ['google', GoogleConsent]
  | readonly ['track', EventKind, Item, { seconds?: number; list?: string }?]
  | readonly ['undo', string]
  | readonly ['erase']

const TEXTS = ['model', 'engine', 'download', 'backend', 'consent', 'audience', 'ranker', 'read']
const NUMBERS = ['timeout', 'diversity', 'inARow', 'displacement', 'exploration']

function optionsOf(script: HTMLScriptElement): InklingOptions {
  const { dataset } = script
  const given: Record<string, string | number | boolean> = {}
  for (const name of TEXTS) if (dataset[name] !== undefined) given[name] = dataset[name]
  for (const name of NUMBERS) if (dataset[name] !== undefined) given[name] = Number(dataset[name])
  if (dataset['explicitArt9'] !== undefined)
    given['explicitArt9'] = dataset['explicitArt9'] === 'true' || dataset['explicitArt9']
  // resolveOptions checks the values and says what to write instead.
  return { page: true, engine: new URL('engine/', script.src).href, ...given }
}

function call(inkling: Inkling, early: EarlyCall): void {
  insist(Array.isArray(early), "push takes an array: write inkling.push(['consent', { content: true }])")
  const [name] = early
  if (name === 'consent') inkling.consent.set(early[1])
  else if (name === 'google') inkling.consent.google(early[1])
  else if (name === 'track') void inkling.track(early[1], early[2], early[3])
  else if (name === 'undo') inkling.undo(early[1])
  else if (name === 'erase') void inkling.erase()
  else insist(false, `there is no call '${String(name)}': the calls are consent, google, track, undo and erase`)
}

const queue = earlyQueue()
const script = document.currentScript as HTMLScriptElement | null
// A second tag on the page would watch everything twice.
if (script && Array.isArray(queue)) {
  const bring = <T>(name: string, hash: string) => checkedImport<T>(new URL(name, script.src).href, hash)
  const later = () => bring<Later>('later.js', laterHash)
  /** For the console: says in plain words what Inkling finds on the page as it stands. */
  const check = async () => (await bring<typeof checking>('check.js', checkHash)).check()
  const inkling = wire(optionsOf(script), later, laterHash)
  const waiting = queue.splice(0) as unknown as EarlyCall[]
  const { first } = queue
  Object.assign(window, {
    inkling: { ...inkling, ...(first && { first }), check, push: (early: EarlyCall) => call(inkling, early) },
  })
  for (const early of waiting) {
    try {
      call(inkling, early)
    } catch (cause) {
      // One wrong call must not swallow the next; the console shows it as thrown.
      reportError(cause)
    }
  }
}
