/** Computes, before lists are ordered, the vectors that a returning reader would already have from earlier visits. */

import * as dom from '../../lib/dom.ts'
import { findLists, readList } from '../../page/read/lists/list.ts'
import { readMetadata } from '../../page/read/metadata.ts'
import { Embedder } from '../../runtime/embedder/embedder.ts'
import type { Grant } from '../../runtime/interfaces/session.ts'
import { Scorer } from '../../runtime/ranking/scorer.ts'
import { memoryHistory } from './memory-history.ts'

type Context = ConstructorParameters<typeof Embedder>[0]

/**
 * Timeout for the model in milliseconds. After that, ranking is lexical, as it is for readers whose browser has no
 * vectors yet.
 */
const PATIENCE = 30_000

/** Reads the page's lists and computes vectors for their items and the persona's history. Never throws. */
export async function makeVectors(grant: Omit<Grant, 'signal'>, views: number): Promise<void> {
  const { model, table, download } = grant.options
  if (!model || (table === 'never' && download === 'never')) return
  const over = new AbortController()
  const context = {
    grant: { ...grant, signal: over.signal },
    store: memoryHistory,
    views,
    snapshot: { stale: false, async prepare() {} },
    onStatus() {},
    onVectors() {},
  } as unknown as Context & { scorer: Scorer }
  Object.assign(context, { scorer: new Scorer(context) })
  const base = dom.baseURI(document)
  const metadata = readMetadata(document, base)
  const items = findLists(document).flatMap((list) => readList(list, metadata, base).entries.map(({ item }) => item))
  await memoryHistory.putItems(items.filter(({ title }) => title).map(context.scorer.content), Date.now())
  const embedder = new Embedder(context)
  let timer: ReturnType<typeof setTimeout> | undefined
  await Promise.race([embedder.embedMissing(), new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE)))])
  clearTimeout(timer)
  over.abort()
}
