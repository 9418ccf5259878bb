import { parts } from 'virtual:parts'
import { version as release } from 'virtual:release'
import { trusted } from '../lib/load/trusted-types.ts'
import type { InklingOptions } from '../options.ts'
import { Runtime } from '../runtime/runtime.ts'
import type { Core } from '../types/core.ts'
import { type Inkling, wire } from './inkling.ts'

/** The version of this release, as in package.json. */
export const version: string = release

/**
 * Starts Inkling on this page.
 *
 * @throws InklingMisuse on an unknown option or value
 * @example
 * const inkling = createInkling({ model: '/inkling/0.2.0/encoder-en/' })
 * inkling.consent.set({ content: true, creatives: true, measurement: false })
 * const ranking = await inkling.rank(items, { list: 'shelf' })
 */
export function createInkling(options: InklingOptions = {}): Inkling {
  const load = async (): Promise<Core> => ({
    Runtime,
    trust: trusted,
    async importFile(name) {
      const bundle = await parts[name]!()
      // With the tag, elements find Inkling by themselves; here, it has to be passed to them.
      return ('define' in bundle ? { define: () => bundle.define(inkling) } : bundle) as never
    },
  })
  const consentPlatforms = () => parts['consent-platforms.js']!() as Promise<never>
  const inkling = wire(options, load, consentPlatforms, release)
  return inkling
}
