/** Writes down what the next page's first paint needs. */

import { rank } from '../ranking/rank.ts'
import { summary } from '../snapshot/score-summary.ts'
import { writeSnapshot } from '../snapshot/write-snapshot.ts'
import type { RuntimeContext } from './runtime-context.ts'
import { SLOT } from './slot-items.ts'

export class SnapshotWriter {
  /** Something happened that the snapshot doesn't know yet. */
  stale = false
  readonly #context: RuntimeContext

  constructor(context: RuntimeContext) {
    this.#context = context
  }

  write(): void {
    const { store, scorer, grant, creatives } = this.#context
    const { signal } = grant
    if (!store || signal.aborted) return
    this.stale = false
    const base = scorer.base()
    const all = [...store.items.values()].reverse()
    const { items, tier } = rank({ ...base, list: '', candidates: all.filter((item) => !item.id.startsWith(SLOT)) })
    const { coldStart, weights } = scorer.ranker
    const { positive, dismissed } = base.history
    // Without a history the page's own order stands, or that of a prior which is the same for all readers.
    const known = coldStart === 'prior' || positive.length + dismissed.length > 0
    writeSnapshot({
      ...summary(items, (id) => store.items.get(id)?.topic),
      known,
      position: known ? (weights[tier].position ?? 0) : 0,
      // Without the bundle what was chosen before stands; where there is no consent nothing was.
      ...(creatives && { slots: creatives.chooseForSlots(scorer, all) }),
    })
  }
}
