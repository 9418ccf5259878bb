/**
 * The script tag's entry point: reads its data-* attributes, starts Inkling, and takes over the queue of early calls.
 */

import { coreFile, platformsFile } from 'virtual:release'
import { type EarlyCall, type Inkling, wire } from '../client/inkling.ts'
import { readOptions } from '../client/option-table.ts'
import * as dom from '../lib/dom.ts'
import { assertUsage } from '../lib/errors/assert-usage.ts'
import { emitError } from '../lib/events.ts'
import { isRequested } from '../lib/is-requested.ts'
import { own } from '../lib/json/own.ts'
import { checkedImport } from '../lib/load/checked-import.ts'
import type { ReleaseFile } from '../lib/load/release-file.ts'
import { trusted } from '../lib/load/trusted-types.ts'
import type { InklingOptions } from '../options.ts'
import { earlyQueue, firstOf } from '../page/lists/early-queue.ts'
import type { ConsentPlatforms, Core } from '../types/core.ts'
import type * as consented from './core.ts'

function call({ consent, track, undo, erase }: Inkling, early: EarlyCall): void {
  assertUsage(Array.isArray(early), "push takes an array: write inkling.push(['consent', { content: true }])")
  const [name, ...args] = early
  const calls = { consent: consent.set, google: consent.google, track, undo, erase }
  assertUsage(
    Object.hasOwn(calls, name),
    `there is no call '${String(name)}': the calls are consent, google, track, undo and erase`,
  )
  void (calls[name] as (...args: unknown[]) => unknown)(...args)
}

const queue = earlyQueue()
const script = dom.currentScript(document) as HTMLScriptElement | null
// A second tag would record everything twice.
if (script && !Array.isArray(queue))
  emitError('script-twice', 'another Inkling runs on this page already: take one of the two tags out')
else if (script) {
  const { src, nonce } = script
  const importFile = <T>(name: string, file: ReleaseFile) => checkedImport<T>(new URL(name, src).href, file, nonce)
  const options = own({
    page: true,
    engine: new URL('engine/', src).href,
    ...readOptions(script.dataset),
  }) as InklingOptions
  let core: Promise<typeof consented> | undefined
  const code = () => (core ??= importFile<typeof consented>('core.js', coreFile))
  const platforms = () => importFile<ConsentPlatforms>('consent-platforms.js', platformsFile)
  const load = async (): Promise<Core> => ({ ...(await code()), trust: trusted, importFile })
  const run = () => wire(options, load, platforms, coreFile[1])
  /** For the console: reports what Inkling finds on the page. */
  const check = async () => (await (await code()).checking(importFile)).check()
  const persona = isRequested('inkling-persona=', options.preview)
  const inspector = isRequested('inkling=inspect', options.inspect)
  void (async () => {
    const inkling =
      persona || inspector ? await (await code()).startAsked(persona, inspector, load, options, run) : run()
    Object.assign(window, {
      inkling: { ...inkling, first: firstOf(queue), check, push: (early: EarlyCall) => call(inkling, early) },
    })
    for (const early of queue.splice(0) as unknown as EarlyCall[]) {
      try {
        call(inkling, early)
      } catch (cause) {
        // A faulty call must not prevent the next one from being made. Its error is thrown later, so that the console
        // shows it.
        reportError(cause)
      }
    }
  })()
}
