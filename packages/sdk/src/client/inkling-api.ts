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

/** Calls that may come before the script: `inkling.push(['consent', { content: true }])`. */
export type EarlyCall =
  | readonly ['consent', Partial<Purposes>]
  | readonly ['google', GoogleConsent]
  | readonly ['track', EventKind, Item, { seconds?: number; list?: string }?]
  | readonly ['undo', string]
  | readonly ['erase']

/** What a site holds in its hands. */
export interface Inkling {
  /** In a preview alone: as whom the page is shown. Nobody has agreed to anything then, and `consent.get()` says so. */
  readonly persona?: string
  readonly consent: {
    get(): Consent
    /** Purposes left out are refused. Refusing all is the same as {@link deny}. @throws InklingMisuse on other names */
    set(purposes: Partial<Purposes>): void
    /** Withdraws: listeners, worker, history, caches and snapshot go at once. */
    deny(): void
    /** As {@link set}, by the whole state of Google's consent mode. @param explicit whether the reader chose just now */
    google(mode: GoogleConsent, explicit?: boolean): void
  }
  /**
   * Ranks items without touching the page. Without consent, or without history, their own order comes back.
   * @param items at most 200, in the page's own order
   * @param options rules hold for this call; default: the options of `createInkling`
   * @throws InklingMisuse when an item lacks an id or a title, or two share an id, or on a wrong rule
   */
  rank(items: readonly Item[], options?: ListRules & { readonly list?: string }): Promise<Ranking>
  /** Notes what the reader did with an item. Without consent nothing is kept. @throws InklingMisuse on an unknown kind */
  track(kind: EventKind, item: Item, detail?: { readonly seconds?: number; readonly list?: string }): Promise<void>
  /**
   * Why an item stands where it does, or why a slot shows a creative.
   * @param ranking a ranking, or the name of a list that was ranked on this page, or of a slot
   * @param id of the item, or the creative's name
   */
  explain(ranking: Ranking | string, id: string): Promise<Explanation | undefined>
  profile(): Promise<Profile>
  /**
   * Whether the reader belongs to audiences, in words (`trail runners`) or by rules (`bought topic shoes in 30 days`). Answers only
   * where the option `audienceShare` is set, and with consent to content and creatives; else the list is empty.
   * @param named at most 100. Default: those that `data-inkling-audience` names on the page
   * @throws InklingMisuse without the option, and on an audience that can't be read or is refused, with what to write instead
   */
  audiences(named?: readonly string[]): Promise<readonly AudienceAnswer[]>
  /**
   * What the reader says of an interest of theirs. It holds until they take it back, and counts in every ranking from now on.
   * @param edit of a topic: a step up or down, at most three from where it was; left out for a while, or no more; or removed, with
   *   all that the history has of it. Of an item: more like it, or less
   * @returns how to take it back; undefined when nothing is changed: by the last step, without consent, of a special category
   * @throws InklingMisuse on an edit that can't be read
   */
  editInterest(edit: InterestEdit): Promise<EditedInterest | undefined>
  /** What the reader has hidden, the latest first. `track('restore', dismissed)` takes it back. */
  dismissed(): Promise<readonly Dismissed[]>
  status(): Promise<Status>
  /**
   * Gives a list the page's own order back, the very same nodes, or a slot its own content. It holds for the visit in this tab,
   * also when the list was to be ordered only now. False when nothing had been moved.
   */
  undo(list: string): boolean
  /** The reader's own order again: takes {@link undo} back, and gives a list the newest order, or a slot its creative, in view. */
  redo(list: string): Promise<void>
  /** All that is kept of the reader, as plain data. */
  exportData(): Promise<{
    readonly version: 1
    readonly consent: Consent
    readonly events: readonly ReaderEvent[]
    /** Items seen in lists, the least recent first. */
    readonly items: readonly ItemContent[]
    /** What this device did in the arms of experiments, where something is measured. Importing leaves it out. */
    readonly tallies?: readonly Tally[]
  }>
  /** What comes of the arms that a site compares: docs/analytics.md. */
  readonly measure: {
    /** What this device did, by arm; without consent to `measurement` empty. Nothing of it is sent. */
    summary(): Promise<readonly Tally[]>
    /**
     * Notes that the reader did what the site is for: it counts, and is told by `inkling:outcome`. It teaches the ranking nothing: `track` does.
     * @param name of the conversion @param value in the site's unit. Default: 0
     * @throws InklingMisuse on a name that is none, or a value that is no number
     */
    convert(name: string, value?: number): Promise<void>
  }
  /** The events as a table: RFC 4180, with a row of names; without consent empty. */
  exportCsv(): Promise<string>
  /**
   * Brings an export back: what is there already isn't doubled, and the limits hold.
   * @param json what `exportData` gave, or its JSON
   * @returns how many of each are new; undefined when nothing may be kept
   * @throws InklingMisuse with the name of the first field that is wrong: then nothing of it is kept
   */
  importData(json: unknown): Promise<{ readonly events: number; readonly items: number } | undefined>
  /** Deletes what the history has of an item, or one event of it, in every tab. @returns how many events */
  forget(what: Forget): Promise<number>
  /** Deletes all that is kept of the reader, and puts back what is shown of it; consent stays. */
  erase(): Promise<void>
  /** Takes listeners and workers away; what is stored stays. */
  destroy(): void
}

/** `window.inkling` on a page with the script tag: an array of early calls until the tag has run, then what a site holds in its hands. */
export interface TaggedInkling extends Partial<Inkling> {
  push(call: EarlyCall): unknown
  /** Says what Inkling finds on the page as it stands: for the console. */
  check?(): Promise<unknown>
}

declare global {
  interface Window {
    /** Undefined until the page or the tag has made it: write `window.inkling?.rank?.(items)`. */
    inkling?: TaggedInkling
  }
}
