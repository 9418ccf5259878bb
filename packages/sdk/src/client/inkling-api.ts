import type {
  AudienceAnswer,
  Consent,
  Dismissed,
  EditedInterest,
  EventKind,
  Explanation,
  Forget,
  GoogleConsent,
  InterestEdit,
  Item,
  ItemContent,
  ListRules,
  Profile,
  Purposes,
  Ranking,
  ReaderEvent,
  Status,
  Tally,
} from '../types.ts'

/** Calls that can be queued before the script has loaded: `inkling.push(['consent', { content: true }])`. */
export type EarlyCall =
  | readonly ['consent', Partial<Purposes>]
  | readonly ['google', GoogleConsent]
  | readonly ['track', EventKind, Item, { seconds?: number; list?: string }?]
  | readonly ['undo', string]
  | readonly ['erase']

/** The API that a site uses. */
export interface Inkling {
  /**
   * Set only in a preview: the persona for whom the page is shown. A persona has not given consent, and `consent.get()`
   * reports this.
   */
  readonly persona?: string
  readonly consent: {
    get(): Consent
    /**
     * Any purposes left out are refused. Refusing all is the same as {@link deny}. @throws InklingMisuse on other names
     */
    set(purposes: Partial<Purposes>): void
    /** Withdraws consent: listeners, the worker, history, caches and the snapshot are removed at once. */
    deny(): void
    /**
     * Like {@link set}, but takes the complete state of Google's consent mode. @param explicit whether the reader has
     * just made the choice
     */
    google(mode: GoogleConsent, explicit?: boolean): void
  }
  /**
   * Ranks items without touching the page. Without consent or history, they keep their original order.
   * @param items at most 200, in page order
   * @param options rules for this call. Default: the options passed to `createInkling`
   * @throws InklingMisuse if an item lacks an id or a title, two items share an id, or a rule is invalid
   */
  rank(items: readonly Item[], options?: ListRules & { readonly list?: string }): Promise<Ranking>
  /** Records what the reader did with an item. Without consent nothing is stored. @throws InklingMisuse on an unknown kind */
  track(kind: EventKind, item: Item, detail?: { readonly seconds?: number; readonly list?: string }): Promise<void>
  /**
   * Explains why an item is in its place, or why a slot shows a creative.
   * @param ranking a ranking, or the name of a slot or a list ranked on this page
   * @param id the item's id, or the creative's name
   */
  explain(ranking: Ranking | string, id: string): Promise<Explanation | undefined>
  profile(): Promise<Profile>
  /**
   * Whether the reader belongs to each audience, given as a phrase (`trail runners`) or as a rule (`bought topic shoes
   * in 30 days`). The result is empty without consent to content and creatives.
   * @param named at most 100 audiences. Default: those named by `data-inkling-audience` on the page
   * @throws InklingMisuse if the option `audienceShare` isn't set, or if an audience is invalid or refused; the message
   *   says what to write instead
   */
  audiences(named?: readonly string[]): Promise<readonly AudienceAnswer[]>
  /**
   * Edits one of the reader's interests. The edit affects every ranking from now on, until the reader undoes it.
   * @param edit for a topic: raise or lower it by one step (at most three steps from its original level), ignore it for
   *   a while, stop ignoring it, or remove it together with its history; for an item: show more or fewer items like it
   * @returns an object that can undo the edit; undefined if nothing was changed because the last step has been reached,
   *   consent is missing, or the topic is a special category
   * @throws InklingMisuse on an invalid edit
   */
  editInterest(edit: InterestEdit): Promise<EditedInterest | undefined>
  /** The items that the reader has hidden, latest first. To show one again, call `track('restore', dismissed)`. */
  dismissed(): Promise<readonly Dismissed[]>
  status(): Promise<Status>
  /**
   * Restores a list's original order (keeping the same nodes), or a slot's original content, for the rest of the visit
   * in this tab. Also applies to a list that hasn't been ordered yet. Returns false if there was nothing to restore.
   */
  undo(list: string): boolean
  /** Reverts {@link undo}: reapplies a list's latest order or a slot's creative, even if it is in view. */
  redo(list: string): Promise<void>
  /** Everything stored about the reader, as plain data. */
  exportData(): Promise<{
    readonly version: 1
    readonly consent: Consent
    readonly events: readonly ReaderEvent[]
    /** Items seen in lists, least recently seen first. */
    readonly items: readonly ItemContent[]
    /** This device's counts for each arm of any measured experiments. They aren't imported. */
    readonly tallies?: readonly Tally[]
  }>
  /** Results for the arms that the site compares; see docs/analytics.md. */
  readonly measure: {
    /** This device's counts for each arm; empty without consent to `measurement`. They aren't sent anywhere. */
    summary(): Promise<readonly Tally[]>
    /**
     * Records a conversion, which is counted and reported by `inkling:outcome`. Unlike `track`, it doesn't affect
     * ranking.
     * @param name the conversion's name @param value the conversion's value, in the site's own unit. Default: 0
     * @throws InklingMisuse on an invalid name, or a value that isn't a number
     */
    convert(name: string, value?: number): Promise<void>
  }
  /** The events as CSV (RFC 4180) with a header row; empty without consent. */
  exportCsv(): Promise<string>
  /**
   * Imports an export. Existing entries aren't duplicated, and the usual limits apply.
   * @param json the result of `exportData`, or its JSON
   * @returns the number of new entries of each kind; undefined if nothing may be stored
   * @throws InklingMisuse naming the first invalid field, in which case nothing is imported
   */
  importData(json: unknown): Promise<{ readonly events: number; readonly items: number } | undefined>
  /** Deletes all events of an item, or a single event, from the history in every tab. @returns the number of deleted events */
  forget(what: Forget): Promise<number>
  /** Deletes everything stored about the reader and restores the page; consent is kept. */
  erase(): Promise<void>
  /** Removes listeners and workers; stored data is kept. */
  destroy(): void
}

/** `window.inkling` on a page with the script tag: an array of early calls until the tag has run, then the API. */
export interface TaggedInkling extends Partial<Inkling> {
  push(call: EarlyCall): unknown
  /** Reports what Inkling currently finds on the page. Intended for the console. */
  check?(): Promise<unknown>
}

declare global {
  interface Window {
    /** Undefined until the page or the tag has created it: write `window.inkling?.rank?.(items)`. */
    inkling?: TaggedInkling
  }
}
