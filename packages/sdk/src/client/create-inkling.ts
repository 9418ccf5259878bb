import { version as release } from 'virtual:release'
import { trusted } from '../lib/load/trusted-types.ts'
import type { InklingOptions } from '../options.ts'
import { Runtime } from '../runtime/runtime.ts'
import type { Bundles } from '../types/bundles.ts'
import type { ConsentPlatforms, Core } from '../types/core.ts'
import { type Inkling, wire } from './inkling.ts'

/** This release's, as package.json has it. */
export const version: string = release

/** The bundles that the runtime loads when it needs them: a bundler makes a chunk of each. The elements are in the next table. */
const bundles: { readonly [Name in Exclude<keyof Bundles, keyof typeof elements>]: () => Promise<Bundles[Name]> } = {
  'audiences.js': () => import('../entries/audiences.ts'),
  'creatives.js': () => import('../entries/creatives.ts'),
  'tone.js': () => import('../entries/tone.ts'),
  'table.js': () => import('../entries/table.ts'),
  'engine.js': () => import('../entries/engine.ts'),
  'pictures.js': () => import('../entries/pictures.ts'),
  'site-files.js': () => import('../entries/site-files.ts'),
  'telling.js': () => import('../entries/telling.ts'),
  'measurement.js': () => import('../entries/measurement.ts'),
  'explain.js': () => import('../entries/explain.ts'),
  'watch.js': () => import('../entries/watch.ts'),
  'transfer.js': () => import('../entries/transfer.ts'),
  'words.js': () => import('../entries/words.ts'),
  'words-de.js': () => import('../content/languages/de.ts'),
  'words-en.js': () => import('../content/languages/en.ts'),
  'words-es.js': () => import('../content/languages/es.ts'),
  'words-fr.js': () => import('../content/languages/fr.ts'),
  'words-it.js': () => import('../content/languages/it.ts'),
  'words-ja.js': () => import('../content/languages/ja.ts'),
  'words-ko.js': () => import('../content/languages/ko.ts'),
  'words-pl.js': () => import('../content/languages/pl.ts'),
  'words-pt.js': () => import('../content/languages/pt.ts'),
  'words-ru.js': () => import('../content/languages/ru.ts'),
  'words-zh.js': () => import('../content/languages/zh.ts'),
}
/** Elements for readers. They are handed Inkling: without the tag it isn't in `window`. */
const elements = {
  'profile.js': () => import('../entries/profile.ts'),
  'why.js': () => import('../entries/why.ts'),
} satisfies { readonly [Name in 'profile.js' | 'why.js']: () => Promise<{ define(inkling: Inkling): void }> }
const consentPlatforms = (): Promise<ConsentPlatforms> => import('../entries/consent-platforms.ts')

/**
 * Starts Inkling on this page.
 *
 * @throws InklingMisuse on an unknown option or value
 * @example
 * const inkling = createInkling({ model: '/inkling/0.1.0/encoder-en/' })
 * inkling.consent.set({ content: true, creatives: true, measurement: false })
 * const ranking = await inkling.rank(items, { list: 'shelf' })
 */
export function createInkling(options: InklingOptions = {}): Inkling {
  const load = async (): Promise<Core> => ({
    Runtime,
    trust: trusted,
    async bring(name) {
      if (Object.hasOwn(elements, name)) {
        const element = await elements[name as keyof typeof elements]()
        return { define: () => element.define(inkling) } as never
      }
      return (await bundles[name as keyof typeof bundles]!()) as never
    },
  })
  const inkling = wire(options, load, consentPlatforms, release)
  return inkling
}
