import type { WantedText } from '../content/missing.ts'
import type { Planned, Snapshot } from '../first-paint/snapshot.ts'
import type { HistoryStore } from '../history/history-store.ts'
import type { ReleaseFile } from '../lib/load/release-file.ts'
import type { Trust } from '../lib/load/trusted-types.ts'
import type { SlotAssignment } from '../measurement/experiments/assign.ts'
import type { Counts } from '../measurement/experiments/tally.ts'
import type { ResolvedOptions } from '../options.ts'
import type { ListsState } from '../page/lists/list-context.ts'
import type { Apply, Ranked } from '../page/lists/list-request.ts'
import type { PageList } from '../page/read/lists/list.ts'
import type { PageEvent } from '../page/track/watch-page.ts'
import type { RankInput } from '../ranking/rank.ts'
import type { Ranker } from '../ranking/ranker.ts'
import type { Again } from '../ranking/why/leave-out.ts'
import type { Consent, Item, ItemContent, ListRules, Ranking, ReaderEvent, Tally } from '../types.ts'

/** Brings in a bundle that lies beside this one. @throws when it doesn't come, or isn't the one that is listed */
export type Bring = <T>(name: string, file: ReleaseFile) => Promise<T>

/** What whoever starts the runtime gives it. */
export interface Grant {
  readonly options: ResolvedOptions
  /** An option as an attribute gives it. @throws InklingMisuse on a wrong value */
  readonly readRule: (name: keyof ListRules, text: string) => number
  readonly consent: Consent
  /** Aborted when consent changes, or Inkling is taken off the page: everything ends at once. */
  readonly signal: AbortSignal
  /** Tells this release's model from another's at the same address: their vectors are never compared. */
  readonly release: string
  readonly bring: Bring
  /** What the page takes as a script's address. */
  readonly trust: Trust
  /** Called when the choice may have been made elsewhere. @param told what it is, where no storage holds it */
  readonly onChoice: (told?: string | null) => void
}

/** What a list says of itself. */
export interface ListSetting {
  readonly rules: ListRules
  /** What `data-inkling-edition` says. */
  readonly edition?: string
  /** The same, and when the reader first met it, in milliseconds since 1970: what was done before moves nothing in the list. */
  readonly met?: { readonly edition: string; readonly since: number }
}

/** What a ranking goes by. */
export interface RankedBy {
  readonly ranker: Ranker
  readonly options: ResolvedOptions
}

/** Ranks by what the history says now. */
export interface Scoring {
  readonly ranker: Ranker
  /** Another one each time that everything was forgotten: what was asked for before must not come after it. */
  readonly epoch: unknown
  /** What the later stages need of an item; its popularity, where it tells none, by the site's file. */
  content(this: void, item: Item): ItemContent
  /** All that a ranking is made of, but for the items. @param setting of the list. Default: the site's options @param by another arm's. Default: this one's */
  base(setting?: ListSetting, by?: RankedBy): Omit<RankInput, 'list' | 'candidates'>
  /** Events that anything may be concluded from: no special categories, nothing of a topic that is paused but what was hidden. */
  counted(): readonly ReaderEvent[]
  /** Whether a text is about special categories, whatever the site has asked for. */
  /** @param tooNear a cosine to the prototypes; by default what holds for items */
  isSensitive(text: { readonly text: string; readonly fingerprint: string }, tooNear?: number): boolean
  /** Whether anything may be concluded from this text. */
  mayCount(text: { readonly text: string; readonly fingerprint: string }): boolean
  /** What the reader has hidden of that from which nothing may be concluded: ids, in memory alone, for as long as the page is open. */
  readonly hidden: ReadonlySet<string>
  hideForVisit(id: string, isHidden: boolean): void
  /** @param key by which the ranking is remembered, to be explained. Default: the list's name */
  rank(items: readonly Item[], list: string, setting?: ListSetting, key?: Element): Ranking
  /** What was read wears out no creative: no rule applies. @param slot by which the ranking is remembered, to be explained */
  rankCreatives(creatives: readonly ItemContent[], slot?: string): Ranking
  /** What rankings were made of: by the list's element, by name what was ranked by call; the last ranked last. */
  readonly inputs: ReadonlyMap<Element | string, RankInput>
  /** Languages of the items that were ranked on this page, in the order in which they came; '' where none is known. */
  readonly languages: ReadonlySet<string>
  /** For explanations, whose bundle has no ranking of its own. */
  readonly again: Again
  /** Lists that are off the page are explained no more. */
  dropGone(): void
  /** What was ranked is explained by what is left from now on: events that are gone are named no more. */
  revise(): void
}

/** Fills slots, and chooses for those of other pages: what `creatives.js` exports. */
export interface Creatives {
  /** Never rejects. @param again fills those of this name also where they are seen: the reader wants it */
  fillSlots(context: RuntimeContext, state: ListsState, again?: string): Promise<void>
  /** The creative of each slot that was met on any page. @param items all that are kept */
  chooseForSlots(context: RuntimeContext, items: readonly ItemContent[]): Partial<Pick<Snapshot, 'slots'>>
}

/** A list of this page, as it was read. */
export interface PlannedList {
  readonly name: string
  /** None of what was ranked by call. */
  readonly element?: Element
  readonly candidates: readonly ItemContent[]
  /** This view hasn't given it an order yet; else what comes is a batch, and the plan is for what the page begins with. */
  readonly isFirst: boolean
  readonly setting: ListSetting
}

/** What the first paint needs of lists, before it is kept. */
export type Paint = Planned & Pick<Snapshot, 'known' | 'arms'>

/** An order that is measured: as this arm ranks, and all that another one would rank by its own rules. */
export interface Measured {
  readonly ranking: Ranking
  readonly candidates: readonly ItemContent[]
  readonly setting: ListSetting
}

/** The same of a list. */
export interface MeasuredList extends Measured {
  readonly list: PageList
  readonly apply: Apply
  /** Ids as {@link Apply} has them. */
  readonly back: readonly string[] | undefined
  /** The view is a way back: nothing of it is new to the reader. */
  readonly isBack: boolean
}

/** What slots may choose from, by arms. */
export interface SlotArms extends SlotAssignment {
  /** All of the device's arms, as a text: what was chosen for others says nothing. */
  readonly arms: string
  /** What is drawn by, for each slot: the same numbers whenever it is asked for draws. Another call gives others. */
  draws(): (slot: string) => () => number
  /** Another arm shows something else in this slot, now and not before: when the reader sees it they are exposed. */
  differ(experiment: string, slot: { readonly name: string; readonly element: Element }): void
}

/** Arms, exposures and tallies of a page view, where the site asks for them and the reader has agreed: what `measurement.js` makes. */
export interface Measuring {
  /** Lists stand as their editors have them. */
  readonly held: boolean
  /** Where experiments are about slots. */
  readonly slots?: SlotArms | undefined
  /** Has everything ranked as the arm does. The site's own ranker is there. */
  begin(): void
  /** Has a list ordered as its arm would. */
  order(list: MeasuredList): Ranked | undefined
  /** What was ranked by call, as its arm would. */
  ranked(measured: Measured): Ranking
  /** The reader did something that counts. */
  note(event: ReaderEvent): void
  /** Counts for this device's arms; absent where nothing is counted. */
  add?(counts: Counts): void
  /** The reader followed a link in a slot, whatever stands in it; absent as above. */
  slotClicked?(slot: string): void
  /** Keeps what the other arms would show. @param paint what an arm would show. Default: this one @returns what this one shows */
  paint(paint: (by?: RankedBy) => Paint): Partial<Paint>
  /** An application shows another page. */
  turn(): void
  /** Everything has been erased: the rest of this view is not measured. */
  forget(): void
  summary(): readonly Tally[]
  convert(name: string, value: number): void
}

/** What the parts of the runtime know of it. */
export interface RuntimeContext {
  readonly grant: Grant
  /** The history, once it is open. */
  readonly store: HistoryStore | undefined
  readonly opened: Promise<HistoryStore>
  /** Page views with consent, this one included. */
  views: number
  readonly scorer: Scoring
  /** Images of creatives, by address: asked for, and not in the document before they are chosen. */
  readonly images: Map<string, HTMLImageElement>
  /** Once it has been brought in, which consent to creatives asks for. */
  creatives: Creatives | undefined
  /** Where something is measured. */
  readonly measuring: Measuring | undefined
  /** Everything is ranked by this from now on. */
  adopt(by: RankedBy): void
  /** Numbers of how texts sound, by the worker of the pack in a folder: there once vectors are made, and it gives some once the worker runs. */
  deepTones?: (folder: string, texts: readonly string[]) => Promise<Float32Array[] | undefined>
  /** Makes vectors of what has come to the page, before it is ordered: there once vectors are made. */
  makeAtOnce?: (texts: readonly WantedText[]) => void
  /** What the next page's first paint needs; stale when something happened that it doesn't know yet. */
  readonly snapshot: {
    stale: boolean
    write(): void
    /** Has a list of this page planned as it stands. @returns what it says of itself, with when its edition was first met */
    plan(list: PlannedList): ListSetting
    /** Lists that are off the page are planned by what is stored of them. */
    dropGone(): void
  }
  readonly embedder: { embedMissing(): Promise<void> }
  /** @param what the reader has taken out of the history, as another tab tells of it */
  readonly data: { onForget(what: unknown): Promise<unknown> }
  /** Everything has been deleted elsewhere: by the reader's hand, in the browser's settings, the choice has gone with it. */
  onEmptied(): Promise<void>
  record(event: PageEvent): Promise<void>
  /** The reader's profile has changed: live lists follow, and the page hears of it. @param isBack all lists follow: the reader comes back to the page */
  onProfile(isBack?: boolean): void
  /** The reader wants their own order again: lists and slots of this name get it in view. */
  redo(name: string): Promise<void>
  /** The engine's status has changed. */
  onStatus(): void
  /** There are new vectors: live lists follow. */
  onVectors(): void
  /** What this tab shows, and has shown, comes of what was deleted. */
  forgetPage(): void
  /** Writes down what the next page's first paint needs, and makes the vectors that are missing. */
  prepare(): Promise<void>
}
