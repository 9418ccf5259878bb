/** Orders the page's lists: what was read is ranked, the order is applied, and the page hears of it. */

import { dropWait, LIST, noteUnmanaged, noteWait } from '../../first-paint/observed-lists.ts'
import { readSnapshot, writeSnapshot } from '../../first-paint/snapshot.ts'
import { emit } from '../../lib/events.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import { isInViewport } from '../../page/guard/viewport.ts'
import { earlyQueue, firstOf } from '../../page/lists/early-queue.ts'
import type { Apply, ListOrderer, ListRequest } from '../../page/lists/list-request.ts'
import { idBehind, isInDocument } from '../../page/read/lists/list.ts'
import { comesBack, readInView, readShown } from '../../storage/shown-order.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { readSetting } from './list-setting.ts'

export class ListController implements ListOrderer {
  /** This view is a way back to its page: lists come as the reader left them. */
  back = comesBack(readShown)
  /** What this page came with has been ordered: whatever is read now has come since, and has vectors made for it. */
  later = false
  readonly #context: RuntimeContext
  readonly #noted = new WeakSet<Element>()

  constructor(context: RuntimeContext) {
    this.#context = context
  }

  order(request: ListRequest): void {
    const { list, items, fresh, isFirst, wait, apply } = request
    const { name, element } = list
    const { scorer, snapshot, store, grant, measuring } = this.#context
    const give = (apply: Apply) => {
      const candidates = items.map(scorer.content)
      const own = readSetting(element, grant.readRule)
      const setting = snapshot.plan({ name, element, candidates, isFirst, setting: own })
      const ranking = scorer.rank(items, name, setting, element)
      const back = isFirst && this.back ? readInView(name) : undefined
      return measuring
        ? measuring.order({ list, apply, ranking, candidates, setting, back, isBack: this.back })
        : apply(ranking, back)
    }
    const read = fresh.map(scorer.content)
    if (apply && read.length) this.#context.makeAtOnce?.(read)
    const ranked = apply && give(apply)
    if (read.length) {
      void store?.putItems(read, Date.now())
      if (this.later) void idle().then(() => this.#context.embedder.embedMissing())
    }
    if (!ranked) return
    emit('inkling:ranked', { ...ranked, apply: () => this.#context.redo(name) })
    // A batch, or a live list that follows, says nothing of when the list came; nobody waits for what is below the window.
    if (this.#noted.has(element)) return
    this.#noted.add(element)
    // An application may be elsewhere by then.
    const { pathname } = location
    // Not now: it would have the page laid out before its time.
    void idle().then(() => {
      if (this.#context.grant.signal.aborted || !isInViewport(element)) return
      const { pages } = readSnapshot()
      const id = idBehind(element) ?? LIST + name
      // In a shadow root, or made by a script: the snippet would wait for what it never meets.
      const first = firstOf(earlyQueue())
      const isMet = isInDocument(element) && (!first || first.lists.has(element))
      writeSnapshot({ pages: isMet ? noteWait(pages, pathname, id, wait) : dropWait(pages, pathname, id) })
    })
  }

  noteUnmanaged(lists: ReadonlyMap<string, boolean>): void {
    let { unmanaged } = readSnapshot()
    for (const [list, isUnmanaged] of lists) unmanaged = noteUnmanaged(unmanaged, list, isUnmanaged)
    writeSnapshot({ unmanaged })
  }

  forget(): void {
    const { scorer, snapshot } = this.#context
    scorer.dropGone()
    snapshot.dropGone()
  }
}
