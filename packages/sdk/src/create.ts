import { version } from 'virtual:release'
import { type Inkling, wire } from './inkling.ts'
import { createReleaseEngine, Visit } from './later.ts'
import type { InklingOptions } from './options.ts'
import * as transfer from './transfer.ts'

/** Whoever bundles has a bundler: nothing comes later. */
const later = async () => ({ createReleaseEngine, Visit, transfer: async () => transfer })

/**
 * Starts Inkling on this page.
 *
 * @throws InklingMisuse on an unknown option or value
 * @example
 * const inkling = createInkling({ model: '/inkling/0.1.0/encoder-en/' })
 * inkling.consent.set({ content: true, creatives: true, measurement: false })
 * const ranking = await inkling.rank(items, { list: 'shelf' })
 */
export const createInkling = (options: InklingOptions = {}): Inkling => wire(options, later, version)
