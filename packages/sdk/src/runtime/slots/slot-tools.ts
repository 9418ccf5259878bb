import type { Campaign } from '../../creatives/campaigns/campaign.ts'
import * as dom from '../../lib/dom.ts'
import type { ListsState } from '../../page/lists/list-context.ts'
import { undoOf } from '../../page/order/arranged.ts'
import type { CreativesContext, Judge } from '../../types/bundles.ts'
import { CampaignStore } from './campaign-store.ts'
import { type ShownWatch, watchShown } from './showings/watch-shown.ts'

/** Everything needed to fill a page's slots. One instance per runtime. */
export class SlotTools {
  readonly context: CreativesContext
  readonly state: ListsState
  readonly campaigns: CampaignStore
  /** The slots that have been filled, or left as they are, and the campaign that each of them shows, if any. */
  readonly handled = new Map<Element, Campaign | undefined>()
  /** Judges creatives by their tone. Loaded only once, so that a failure is reported only once. */
  judge: Promise<Judge | undefined> | undefined
  #shown: ShownWatch | undefined

  constructor(context: CreativesContext, state: ListsState) {
    this.context = context
    this.state = state
    this.campaigns = new CampaignStore(context)
  }

  /** Watches what slots show. Listeners are added on first use. */
  get shown(): ShownWatch {
    this.#shown ??= watchShown(this.context)
    return this.#shown
  }

  /** The campaigns that slots other than these show. */
  campaignsBeside(slots: ReadonlyArray<{ readonly element: Element }>): Campaign[] {
    const chosen = new Set(slots.map(({ element }) => element))
    return [...this.handled].flatMap(([element, campaign]) => (campaign && !chosen.has(element) ? [campaign] : []))
  }

  /** Forgets slots that have left the page. A slot that comes back, from a cache for example, begins anew. */
  dropGone(): void {
    for (const element of this.handled.keys()) {
      if (dom.isConnected(element)) continue
      this.handled.delete(element)
      this.campaigns.proved.delete(element)
      undoOf(this.state.arranged, element)
      this.#shown?.forget(element)
    }
  }
}
