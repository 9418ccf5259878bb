/** Orders the page's lists: ranks their items, applies the order and notifies the page. */

import { dropWait, LIST, noteUnmanaged, noteWait } from '../../first-paint/observed-lists.ts'
import { readSnapshot, writeSnapshot } from '../../first-paint/snapshot.ts'
import * as dom from '../../lib/dom.ts'
import { emit, emitError } from '../../lib/events.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import { isInViewport } from '../../page/guard/viewport.ts'
import { earlyQueue, firstOf } from '../../page/lists/early-queue.ts'
import type { Arrangeable, ListOrderer, ListRequest } from '../../page/lists/list-request.ts'
import { idBehind, isInDocument, listRules, type PageList } from '../../page/read/lists/list.ts'
import { listOrder } from '../../page/read/lists/list-order.ts'
import { readMetadata } from '../../page/read/metadata.ts'
import type { PageOrder } from '../../types.ts'
import { comesBack, readInView } from '../../web-storage/shown-order.ts'
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
  /** Whether the reader has come back to this page, in which case lists stay as the reader left them. */
  back = comesBack()
  /** Set once the initial lists have been ordered. After that, vectors are made for newly read items. */
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
      const own = withOrder(readSetting(element, grant.readRule), list, grant.options.order)
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
    // Measure only the first time: batches and updates of live lists don't show when the list arrived. The snippet
    // doesn't wait for lists below the viewport.
    if (this.#noted.has(element)) return
    this.#noted.add(element)
    // Read the path now, because a single-page application may have changed it by the time the callback runs.
    const { pathname } = location
    // Deferred because measuring now would force a layout.
    void idle().then(() => {
      if (this.#context.grant.signal.aborted || !isInViewport(element)) return
      const { pages } = readSnapshot()
      const id = idBehind(element) ?? LIST + name
      // The snippet never sees lists that are in shadow roots or made by scripts, so it must not wait for them.
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

/** Invalid values that have been reported, keyed by list. */
const reported = new WeakMap<Element, string>()

/** Reads a list's attributes. An invalid value is reported once, and the site's option is used instead. */
export function readSetting(list: Element, readRule: Grant['readRule']): ListSetting {
  const rules: Record<string, unknown> = {}
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

/**
 * The order recognised when each list was first read. The batches of a growing list may be too short for its order to
 * be recognised.
 */
const orders = new WeakMap<Element, PageOrder>()

/** Adds the order recognised on the page, unless the list or the site states one. */
function withOrder(setting: ListSetting, { element, entries }: PageList, option: PageOrder): ListSetting {
  if ((setting.rules.order ?? option) !== 'auto') return setting
  const document = dom.ownerDocument(element)
  const found = listOrder(entries, readMetadata(document, dom.baseURI(document))) ?? orders.get(element)
  if (!found) return setting
  orders.set(element, found)
  return { ...setting, rules: { ...setting.rules, order: found } }
}
