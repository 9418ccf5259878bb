/** Orders the page's lists: what was read is ranked, the order is applied, and the page hears of it. */

import { dropWait, LIST, noteUnmanaged, noteWait } from '../../first-paint/observed-lists.ts'
import { readSnapshot, writeSnapshot } from '../../first-paint/snapshot.ts'
import * as dom from '../../lib/dom.ts'
import { emit, emitError } from '../../lib/events.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import { isInViewport } from '../../page/guard/viewport.ts'
import { earlyQueue, firstOf } from '../../page/lists/early-queue.ts'
import type { Arrangeable, ListOrderer, ListRequest } from '../../page/lists/list-request.ts'
import { idBehind, isInDocument } from '../../page/read/lists/list.ts'
import { listRules } from '../../page/read/lists/list-rules.ts'
import { comesBack, readInView, readShown } from '../../storage/shown-order.ts'
import type { HasExperiments } from '../interfaces/page-experiments.ts'
import type { HasScorer, ListSetting } from '../interfaces/scoring.ts'
import type { HasVectors, NextPage, PageUpdates } from '../interfaces/services.ts'
import type { Grant, Session } from '../interfaces/session.ts'

type Context = Session &
  HasScorer &
  HasExperiments &
  HasVectors &
  Pick<NextPage, 'snapshot'> &
  Pick<PageUpdates, 'redo'>

export class ListController implements ListOrderer {
  /** This view is a way back to its page: lists come as the reader left them. */
  back = comesBack(readShown)
  /** What this page came with has been ordered: whatever is read now has come since, and has vectors made for it. */
  later = false
  readonly #context: Context
  readonly #noted = new WeakSet<Element>()

  constructor(context: Context) {
    this.#context = context
  }

  order(request: ListRequest): void {
    const { list, items, fresh, isFirst, wait, followed } = request
    const { name, element } = list
    const { scorer, snapshot, store, grant, experiments } = this.#context
    const arrange = (followed: Arrangeable) => {
      const candidates = items.map(scorer.content)
      const own = readSetting(element, grant.readRule)
      const setting = snapshot.plan({ name, element, candidates, isFirst, setting: own })
      const ranking = scorer.rank(items, name, setting, element)
      const back = isFirst && this.back ? readInView(name) : undefined
      return experiments
        ? experiments.order({ list, followed, ranking, candidates, setting, back, isBack: this.back })
        : followed.arrange(ranking, { back })
    }
    const read = fresh.map(scorer.content)
    if (followed && read.length) this.#context.embedder.makeAtOnce(read)
    const ranked = followed && arrange(followed)
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

/** Wrong values that were reported. */
const reported = new WeakMap<Element, string>()

/** What a list's attributes say. A wrong value is reported once; the option stands. */
export function readSetting(list: Element, readRule: Grant['readRule']): ListSetting {
  const rules: Record<string, number> = {}
  for (const { name, attribute, text } of listRules(list)) {
    try {
      rules[name] = readRule(name, text)
    } catch (cause) {
      if (reported.get(list) !== text) emitError('page-fault', `${attribute}: ${cause}`, cause)
      reported.set(list, text)
    }
  }
  const edition = dom.getAttribute(list, 'data-inkling-edition')
  return { rules, ...(edition !== null && { edition }) }
}
