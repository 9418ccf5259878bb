import { version } from 'virtual:release'
import * as platforms from '../entries/consent-platforms.ts'
import type { Core } from '../entries/core.ts'
import * as engine from '../entries/engine.ts'
import * as siteFiles from '../entries/site-files.ts'
import * as transfer from '../entries/transfer.ts'
import { trusted } from '../lib/load/trusted-types.ts'
import type { InklingOptions } from '../options.ts'
import { Runtime } from '../runtime/runtime.ts'
import { type Inkling, wire } from './inkling.ts'

/** Whoever bundles has a bundler: nothing comes later. */
const bundles: Readonly<Record<string, unknown>> = {
  'engine.js': engine,
  'site-files.js': siteFiles,
  'transfer.js': transfer,
}
const load = async (): Promise<Core> => ({ Runtime, trust: trusted, bring: async (name) => bundles[name] as never })
const consentPlatforms = async () => platforms

/**
 * Starts Inkling on this page.
 *
 * @throws InklingMisuse on an unknown option or value
 * @example
 * const inkling = createInkling({ model: '/inkling/0.1.0/encoder-en/' })
 * inkling.consent.set({ content: true, creatives: true, measurement: false })
 * const ranking = await inkling.rank(items, { list: 'shelf' })
 */
export const createInkling = (options: InklingOptions = {}): Inkling => wire(options, load, consentPlatforms, version)
