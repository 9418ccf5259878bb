/**
 * Makes vectors of the page's pictures, and mixes them with those of their items' words. It looks only at what the page shows
 * already, so no request is made for a picture's sake but for the model; and only at items of this page, so that what a reader has read
 * changes no request.
 */

import { engineFile } from 'virtual:release'
import { fingerprint } from '../../content/fingerprint.ts'
import { mix } from '../../content/mix.ts'
import { quantise } from '../../content/quantise.ts'
import type { Engine } from '../../engine/client/engine-client.ts'
import { putVectors } from '../../history/vectors/put-vectors.ts'
import * as dom from '../../lib/dom.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import { findPictures } from '../../page/pictures/find-pictures.ts'
import { openPicture } from '../../page/pictures/open-picture.ts'
import type { PictureContext } from '../../types/bundles.ts'
import type { ItemContent, StoredVector, VectorOrigin } from '../../types.ts'
import { bringBundle } from '../bundles/bring-bundle.ts'

/** Pictures that one page view looks at. */
const MOST = 60
/** Looked at together: what is lost when a page is left in mid-work. */
const AT_ONCE = 4
/** In an origin, after the pack of the words: a picture is in the vector. */
const MIXED = '+seer'

export class PictureMaker {
  readonly #context: PictureContext
  /** Looked at on this page, by address: whatever came of it, once is enough. */
  readonly #seen = new Set<string>()
  /** Waited for. */
  readonly #awaited = new WeakSet<Element>()
  /** Asked for once: a failure is reported once. */
  #engine: Promise<Engine<ImageBitmap> | undefined> | undefined

  constructor(context: PictureContext) {
    this.#context = context
    context.grant.signal.addEventListener('abort', () => void this.#engine?.then((engine) => engine?.stop()), {
      once: true,
    })
  }

  /** Whatever is still to be made of this page's items. @returns whether there are new vectors */
  async make(): Promise<boolean> {
    const { scorer, store } = this.#context
    if (!store) return false
    const items = new Map<string, ItemContent>()
    for (const { candidates } of scorer.inputs.values())
      for (const item of candidates) if (item.picture) items.set(item.fingerprint, item)
    const pictured = [...items.values()].filter(({ text, fingerprint }) => !text || this.#isUnmixed(fingerprint))
    const missing = new Set(pictured.flatMap(({ picture }) => (this.#vectorAt(picture!) ? [] : [picture!])))
    let made = false
    // A page with shadow roots is walked for its images: not without need.
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

  /** There is a vector of the words, and nothing else is in it. */
  #isUnmixed(key: string): boolean {
    const origin = this.#context.store?.replica.origins.get(key)
    return !!origin && !origin.by.includes(MIXED)
  }

  /** What is still to come is looked at then, with whatever comes at the same time. */
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

  /** Words of another space than the pictures' stay as they are. */
  async #mix(items: readonly ItemContent[]): Promise<boolean> {
    const { store, grant } = this.#context
    if (!store || grant.signal.aborted) return false
    /** By their origins. */
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
    const bundle = await bringBundle(grant.bring, 'engine.js', engineFile, 'pictures are not looked at')
    if (!bundle || grant.signal.aborted) return undefined
    const model = new URL('../seer/', new URL(grant.options.model!, dom.baseURI(document))).href
    return bundle.createPictureEngine({
      // What the page is told of the engine is the texts'.
      ...bundle.engineSetting(grant, model, () => {}),
      // Shaders that are compiled for a page's few pictures are never earned back.
      warmAfter: Number.POSITIVE_INFINITY,
    })
  }
}
