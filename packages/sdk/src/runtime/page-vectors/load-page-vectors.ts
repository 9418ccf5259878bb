/**
 * Puts vectors that the site made beforehand into the history, as if this device had made them. What is requested
 * depends on the texts of the page alone, never on what is stored, so it tells the host nothing about the reader.
 */

import { PHRASE_KEYS } from '../../content/article9.ts'
import type { VectorFile } from '../../content/vector-file.ts'
import type { HistoryStore } from '../../history/history-store.ts'
import { putVectors } from '../../history/vectors/put-vectors.ts'
import * as dom from '../../lib/dom.ts'
import { emitError } from '../../lib/events.ts'
import { withTimeout } from '../../lib/load/with-timeout.ts'
import { once } from '../../lib/scheduling/once.ts'
import type { Grant } from '../interfaces/session.ts'
import { pageLanguage } from '../languages/page-language.ts'
import { allowedManifests, type PackPlace, packsFor } from '../vectors/packs.ts'
import { fetchVectors } from './fetch-vectors.ts'
import { inlineVectors } from './inline-vectors.ts'
import { pageTexts } from './page-texts.ts'

/** Time in milliseconds to wait for all files together. It is limited because lists wait for them. */
const PATIENCE = 2000

/**
 * Loads the vectors of the page's texts, before lists are ordered. If anything is wrong with any of them, emits
 * `inkling:error` and uses none of them; this device then makes the vectors as it would without the option.
 *
 * @param opening the history, which opens meanwhile
 * @param words resolves once the words of the page's languages are known, on which its texts depend
 */
export async function loadPageVectors(
  grant: Grant,
  opening: Promise<HistoryStore>,
  words: Promise<void>,
): Promise<void> {
  const { signal, consent } = grant
  if (!consent.content || typeof document !== 'object') return
  await words
  if (dom.readyState(document) === 'loading') await once(document, 'DOMContentLoaded', signal)
  if (signal.aborted) return
  try {
    const files = await filesFor(grant)
    const store = await opening
    if (!signal.aborted) keep(files, store)
  } catch (cause) {
    if (!signal.aborted)
      emitError('vectors-unavailable', `the vectors at ${grant.options.vectors} can't be used`, cause)
  }
}

/** A file, and the keys that this page wants of it. */
interface Wanted {
  readonly file: VectorFile
  readonly keys: ReadonlySet<string>
}

async function filesFor({ options, signal }: Grant): Promise<readonly Wanted[]> {
  const { vectors = '', specialCategories } = options
  const texts = pageTexts(options)
  const packs = packsFor(options, new Set(texts.map(({ language = '' }) => language)))
  const places = new Map([...packs.values()].map((place) => [place.folder, place]))
  const inline = inlineVectors()
  const timed = withTimeout(signal, PATIENCE)
  const found = await Promise.all(
    [...places.values()].map(async (place) => {
      const own = texts.filter(({ language = '' }) => packs.get(language)?.folder === place.folder)
      const keys = new Set(own.map(({ fingerprint }) => fingerprint))
      // Items are compared with these phrases. Without their vectors, the table would be loaded for them.
      if (!specialCategories) for (const key of PHRASE_KEYS) keys.add(key)
      const here = inline.filter(({ header }) => allowedManifests(place, options).includes(header.manifest))
      const missing = [...keys].filter((key) => !here.some(({ vectors }) => vectors.has(key)))
      const fetched = missing.length && !savesData() ? await fetchVectors(folderOf(vectors, place), missing, timed) : []
      for (const { header } of fetched)
        if (!allowedManifests(place, options).includes(header.manifest))
          throw new RangeError(`its vectors were made by ${header.by} of another release`)
      return [...here, ...fetched].map((file) => ({ file, keys }))
    }),
  )
  for (const each of inline)
    if (!found.flat().some(({ file }) => file === each))
      throw new RangeError(`the page's vectors were made by ${each.header.by} of another release`)
  return found.flat()
}

/** The folder of a language. A model whose folder names no language is assumed to be in the page's. */
const folderOf = (vectors: string, { code = pageLanguage() ?? 'en' }: PackPlace): string =>
  new URL(`${code}/`, new URL(vectors, dom.baseURI(document))).href

const savesData = () => !!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData

function keep(files: readonly Wanted[], store: HistoryStore): void {
  const { vectors, origins } = store.replica
  const lengths = new Set(files.map(({ file }) => file.header.dimensions))
  if (files.length) for (const vector of vectors.values()) lengths.add(vector.length)
  if (lengths.size > 1) throw new RangeError(`vectors have different lengths: ${[...lengths].join(', ')}`)
  for (const { file, keys } of files) {
    const { by, depth, deepest } = file.header
    const isBetter = (key: string) => {
      const known = origins.get(key)
      return !known || known.by !== by || known.depth < depth
    }
    const fresh = new Map([...file.vectors].filter(([key]) => keys.has(key) && isBetter(key)))
    // They are in memory at once, so lists don't wait for the disk.
    if (fresh.size) void putVectors(store, fresh, Date.now(), { by, depth, deepest })
  }
}
