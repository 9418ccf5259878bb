/**
 * Finds texts whose vectors are missing or could be deeper. Loads the bundle that makes vectors only if there are any
 * such texts.
 */

import { picturesFile, tableFile } from 'virtual:release'
import { PHRASE_KEYS } from '../../content/article9.ts'
import { missing, type WantedText } from '../../content/missing.ts'
import * as dom from '../../lib/dom.ts'
import { own } from '../../lib/json/own.ts'
import { yieldToMain } from '../../lib/scheduling/in-slices.ts'
import { once } from '../../lib/scheduling/once.ts'
import type { Ahead, PictureContext, PicturesBundle, TableBundle, VectorContext } from '../../types/bundles.ts'
import type { Status } from '../../types.ts'
import { loadBundle } from '../bundles/load-bundle.ts'
import type { NextPage, PageUpdates } from '../interfaces/services.ts'
import { PACK_CODE, pageLanguage } from '../languages/page-language.ts'
import { MANY_VECTORS } from './many-vectors.ts'
import { mayDownload } from './may-download.ts'

type Context = VectorContext & PictureContext & NextPage & Pick<PageUpdates, 'onVectors'>

type VectorMaker = ReturnType<TableBundle['createVectorMaker']>

export class Embedder {
  /** Written by the vector maker. */
  readonly status: Partial<Status> = {}
  readonly #context: Context
  /** Loaded once, so that a failure is reported only once. */
  #maker: Promise<VectorMaker | undefined> | undefined
  /** The vector maker, once it has been loaded. */
  #made: VectorMaker | undefined
  #ahead: Ahead | undefined
  #pictures: Promise<InstanceType<PicturesBundle['PictureMaker']> | undefined> | undefined
  #running = false

  constructor(context: Context) {
    this.#context = context
  }

  /**
   * Requests the table early, because on a first visit it takes longer to load than anything else. This is possible
   * only if the whole page is in one language. The request has low priority, so that the page's own files load first.
   * If the site has made vectors beforehand, the table may not be needed.
   */
  async begin(): Promise<void> {
    const { grant, views } = this.#context
    const { options, consent, signal } = grant
    const { model = '', languages } = options
    if (views > 1 || options.vectors || !consent.content || !mayDownload(options, views)[0]) return
    if (dom.readyState(document) === 'loading') await once(document, 'DOMContentLoaded', signal)
    if (this.#maker || signal.aborted || dom.prerendering(document)) return
    const language = pageLanguage()!
    const isPlain =
      dom.querySelector(document, '[data-inkling-list]') && !dom.querySelector(document, ':not(html)[lang]')
    if (!isPlain || !`${PACK_CODE.exec(model)?.[1]},${languages}`.split(',').includes(language)) return
    const folder = model.replace(PACK_CODE, `-${language}/`)
    const answer = fetch(`${folder}table.bin`, own({ signal, priority: 'low' })).catch(() => undefined)
    this.#ahead = { folder, answer }
  }

  makeAtOnce(texts: readonly WantedText[]): void {
    this.#made?.makeAtOnce(texts)
  }

  async deepTones(folder: string, texts: readonly string[]): Promise<Float32Array[] | undefined> {
    return this.#made?.deepTones(folder, texts)
  }

  async embedMissing(): Promise<void> {
    const { grant, snapshot } = this.#context
    if (this.#running || grant.signal.aborted) return
    this.#running = true
    // Make vectors from the tables first, then deeper ones. If the site has deployed another version, vectors may also
    // have been dropped in the meantime.
    while (((await this.#embedOnce()) || (await this.#lookOnce())) && !grant.signal.aborted) {
      this.#context.onVectors()
      // Lists have just been reordered, so write the snapshot in a separate task.
      await yieldToMain()
      if (!grant.signal.aborted) await snapshot.prepare()
    }
    this.#running = false
  }

  /**
   * Pictures come last, because their vectors are mixed with the deepest text vectors.
   *
   * @returns whether there are new vectors
   */
  async #lookOnce(): Promise<boolean | undefined> {
    const { scorer, views, grant } = this.#context
    const isPictured = [...scorer.inputs.values()].some(({ candidates }) => candidates.some(({ picture }) => picture))
    if (!isPictured || !mayDownload(grant.options, views)[1]) return
    this.#pictures ??= loadBundle<PicturesBundle>(grant.importFile, 'pictures.js', picturesFile, 'words rank').then(
      (bundle) => bundle && new bundle.PictureMaker(this.#context),
    )
    return (await this.#pictures)?.make()
  }

  /** @returns whether there are new vectors */
  async #embedOnce(): Promise<boolean | undefined> {
    const { store, scorer, views, grant } = this.#context
    const { options, consent, importFile } = grant
    const may = mayDownload(options, views)
    if (!store || !consent.content || !(may[0] || may[1])) return
    const { positive, dismissed } = scorer.base().history
    const wanted: WantedText[] = [...positive, ...dismissed, ...[...store.items.values()].reverse()]
    // If there are no texts to compare with the phrases, nothing is downloaded.
    if (wanted.length && !options.specialCategories)
      wanted.unshift(...PHRASE_KEYS.map((key) => ({ fingerprint: key, text: key })))
    const { used, texts } = missing(wanted, store.replica, may[1])
    // Far below the limit, no vectors are evicted, so there is no need to record which ones are used.
    if (!texts.size && store.vectors.size < MANY_VECTORS) return
    this.#maker ??= loadBundle<TableBundle>(importFile, 'table.js', tableFile, 'words rank').then(
      (bundle) => (this.#made = bundle?.createVectorMaker(this.#context, this.status, this.#ahead)),
    )
    return (await this.#maker)?.make(texts, may, used)
  }
}
