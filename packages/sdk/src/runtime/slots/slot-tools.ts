import type { ListsState } from '../../page/lists/list-context.ts'
import type { CreativesContext, Judge } from '../../types/bundles.ts'
import { CampaignStore } from './campaign-store.ts'
import { type ShownWatch, watchShown } from './showings/watch-shown.ts'

/** Everything needed to fill a page's slots. One instance per runtime. */
export class SlotTools {
  readonly context: CreativesContext
  readonly state: ListsState
  readonly campaigns: CampaignStore
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
}
