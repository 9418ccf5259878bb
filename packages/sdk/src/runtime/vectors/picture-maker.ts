/**
 * Makes vectors for the page's pictures and mixes them with the vectors of the items' texts. Only items on this page
 * and images that the page shows anyway are used, so no request depends on what the reader has read, and the only
 * additional request is for the model.
 */

import { engineFile } from 'virtual:release'
import { fingerprint } from '../../content/fingerprint.ts'
import { mix, quantise } from '../../content/quantise.ts'
import type { Engine } from '../../engine/client/engine-client.ts'
import { putVectors } from '../../history/vectors/put-vectors.ts'
import * as dom from '../../lib/dom.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import { findPictures } from '../../page/pictures/find-pictures.ts'
import { openPicture } from '../../page/pictures/open-picture.ts'
import type { EngineBundle, PictureContext } from '../../types/bundles.ts'
import type { ItemContent, StoredVector, VectorOrigin } from '../../types.ts'
import { loadBundle } from '../bundles/load-bundle.ts'

/** Maximum number of pictures per page view. */
const MOST = 60
/** Number of pictures per batch. If the reader leaves the page, at most one batch is lost. */
const AT_ONCE = 4
/** Suffix added to a vector's origin, after the text's pack, if a picture is mixed in. */
const MIXED = '+image-encoder'

export class PictureMaker {
  readonly #context: PictureContext
  /** URLs of the pictures that have been tried on this page. Each is tried only once. */
  readonly #seen = new Set<string>()
  /** Images whose `load` is awaited. */
  readonly #awaited = new WeakSet<Element>()
  /** Loaded only once, so that a failure is reported only once. */
  #engine: Promise<Engine<ImageBitmap> | undefined> | undefined

  constructor(context: PictureContext) {
    this.#context = context
    context.grant.signal.addEventListener('abort', () => void this.#engine?.then((engine) => engine?.stop()), {
      once: true,
    })
  }

  /** Makes the vectors that are missing for this page's items. @returns whether there are new vectors */
  async make(): Promise<boolean> {
    const { scorer, store } = this.#context
    if (!store) return false
    const items = new Map<string, ItemContent>()
    for (const { candidates } of scorer.inputs.values())
      for (const item of candidates) if (item.picture) items.set(item.fingerprint, item)
    const pictured = [...items.values()].filter(({ text, fingerprint }) => !text || this.#isUnmixed(fingerprint))
    const missing = new Set(pictured.flatMap(({ picture }) => (this.#vectorAt(picture!) ? [] : [picture!])))
    let made = false
    // Finding images means searching the page's shadow roots, so do so only if any images are needed.
    if (missing.size) {
      const { here, coming } = findPictures(document, missing)
      for (const [address, image] of this.#context.images) {
        if (!missing.has(address) || here.has(address)) continue
        if (dom.complete(image)) here.set(address, image)
        else coming.push(image)
      }
      this.#await(coming)
      made = await this.#look(here)
    }
    return (await this.#mix(pictured)) || made
  }

  #vectorAt(picture: string): StoredVector | undefined {
    return this.#context.store?.vectors.get(fingerprint(picture))
  }

  /** Whether there is a vector for the text alone, without a picture. */
  #isUnmixed(key: string): boolean {
    const origin = this.#context.store?.replica.origins.get(key)
    return !!origin && !origin.by.includes(MIXED)
  }

  /** Tries again once these images have loaded, handling several images together. */
  #await(images: readonly HTMLImageElement[]): void {
    const { signal } = this.#context.grant
    for (const image of images) {
      if (this.#awaited.has(image)) continue
      this.#awaited.add(image)
      const again = () =>
        void idle().then(() => {
          if (!signal.aborted) void this.#context.prepare()
        })
      dom.addEventListener(image, 'load', again, { once: true, signal })
    }
  }

  async #look(images: ReadonlyMap<string, HTMLImageElement>): Promise<boolean> {
    const { signal } = this.#context.grant
    const queue = [...images].filter(([address]) => !this.#seen.has(address)).slice(0, MOST - this.#seen.size)
    for (const [address] of queue) this.#seen.add(address)
    let made = false
    while (queue.length && !signal.aborted) {
      await idle()
      made = (await this.#lookAt(queue.splice(0, AT_ONCE))) || made
    }
    return made
  }

  async #lookAt(images: ReadonlyArray<readonly [address: string, image: HTMLImageElement]>): Promise<boolean> {
    const { grant, store } = this.#context
    const opened: Array<readonly [string, ImageBitmap]> = []
    for (const [address, image] of images) {
      const bitmap = await openPicture(image)
      if (typeof bitmap !== 'string') opened.push([fingerprint(address), bitmap])
    }
    if (!opened.length) return false
    this.#engine ??= this.#start()
    const engine = await this.#engine
    const vectors = await engine?.embed(
      opened.map(([, bitmap]) => bitmap),
      grant.signal,
    )
    for (const [, bitmap] of opened) bitmap.close()
    if (!vectors || !engine?.model || !store || grant.signal.aborted) return false
    const { name, version, space } = engine.model
    const origin: VectorOrigin = { by: `${space}/${name}@${version}`, depth: 1, deepest: 1 }
    await putVectors(store, new Map(opened.map(([key], i) => [key, quantise(vectors[i]!)])), Date.now(), origin)
    return true
  }

  /** Mixes the vectors of pictures and texts if they are in the same space. */
  async #mix(items: readonly ItemContent[]): Promise<boolean> {
    const { store, grant } = this.#context
    if (!store || grant.signal.aborted) return false
    /** By origin. */
    const mixed = new Map<string, readonly [VectorOrigin, Map<string, StoredVector>]>()
    for (const { text, fingerprint: key, picture } of items) {
      const [words, seen] = [store.vectors.get(key), this.#vectorAt(picture!)]
      const [origin, other] = [key, fingerprint(picture!)].map((each) => store.replica.origins.get(each))
      const [space, pack] = origin?.by.split('/') ?? []
      if (!text || !words || !seen || !origin || !other?.by.startsWith(`${space}/`)) continue
      const by = `${space}/${pack!.replace('@', `${MIXED}@`)}`
      const [, vectors] = mixed.get(by + origin.depth) ?? [origin, new Map<string, StoredVector>()]
      mixed.set(by + origin.depth, [{ ...origin, by }, vectors.set(key, mix(words, seen))])
    }
    for (const [origin, vectors] of mixed.values()) await putVectors(store, vectors, Date.now(), origin)
    return mixed.size > 0
  }

  async #start(): Promise<Engine<ImageBitmap> | undefined> {
    const { grant } = this.#context
    const bundle = await loadBundle<EngineBundle>(
      grant.importFile,
      'engine.js',
      engineFile,
      'pictures are not looked at',
    )
    if (!bundle || grant.signal.aborted) return undefined
    const model = new URL('../image-encoder/', new URL(grant.options.model!, dom.baseURI(document))).href
    return bundle.createPictureEngine({
      // The reported engine status is that of the text model.
      ...bundle.engineSetting(grant, model, () => {}),
      // Compiling shaders for a GPU backend never pays off for a page's few pictures.
      warmAfter: Number.POSITIVE_INFINITY,
    })
  }
}
