import { version as release } from 'virtual:release'
import type { Core } from '../entries/core.ts'
import { trusted } from '../lib/load/trusted-types.ts'
import type { InklingOptions } from '../options.ts'
import { Runtime } from '../runtime/runtime.ts'
import { type Inkling, wire } from './inkling.ts'

/** This release's, as package.json has it. */
export const version: string = release

/** What seldom runs comes when it is asked for: bundlers make parts of their own of these, and hashes are the site's. */
const bundles: Readonly<Record<string, () => Promise<unknown>>> = {
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
/** What knows Inkling by what a site calls, and is handed it, since no tag has put it into the page. */
const elements: Readonly<Record<string, () => Promise<{ define(inkling: Inkling): void }>>> = {
  'profile.js': () => import('../entries/profile.ts'),
  'why.js': () => import('../entries/why.ts'),
}
const consentPlatforms = () => import('../entries/consent-platforms.ts')

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
      const element = await elements[name]?.()
      return (element ? { define: () => element.define(inkling) } : await bundles[name]!()) as never
    },
  })
  const inkling = wire(options, load, consentPlatforms, release)
  return inkling
}
