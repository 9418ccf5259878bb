/**
 * The services that parts of the runtime provide to each other, one interface per purpose. Each part receives only the
 * interfaces that it needs.
 */

import type { WantedText } from '../../content/missing.ts'
import type { Snapshot } from '../../first-paint/snapshot.ts'
import type { OnReading, PageEvent } from '../../page/track/watch-page.ts'
import type { ItemContent } from '../../types.ts'
import type { ListSetting } from './scoring.ts'

/** A list on this page, as it was read. */
export interface PlannedList {
  readonly name: string
  /** Undefined for a call of `rank()`. */
  readonly element?: Element
  readonly candidates: readonly ItemContent[]
  /**
   * False for a batch that is added to a list later. Plans cover only the items that are on the page from the start.
   */
  readonly isFirst: boolean
  readonly setting: ListSetting
}

/** Prepares the next page: its snapshot and missing vectors. */
export interface NextPage {
  readonly snapshot: {
    /** Whether anything has happened that neither the snapshot nor one being prepared takes into account. */
    stale: boolean
    /** Chooses creatives in slices, then writes the snapshot. Writes nothing if it is overtaken by another write. */
    prepare(): Promise<void>
    /** Writes the snapshot at once, however long it takes. */
    write(): void
    /** Called when the page is left. Finishes a preparation at once, and writes whatever has happened since. */
    leave(): void
    /** Called when everything has been erased: a preparation made from erased data is dropped. */
    drop(): void
    /**
     * Adds one of this page's lists to the plans.
     *
     * @returns the list's setting, with the time at which its edition was first seen
     */
    plan(list: PlannedList): ListSetting
    /** From this call on, lists that have left the page are planned from their stored items. */
    dropGone(): void
  }
  /** Writes the snapshot and makes missing vectors. */
  prepare(): Promise<void>
}

/** Makes vectors. */
export interface HasVectors {
  readonly embedder: {
    embedMissing(): Promise<void>
    /** Makes vectors for texts that are about to be ordered, if the table is loaded. */
    makeAtOnce(texts: readonly WantedText[]): void
    /**
     * The tone head's outputs, computed by the worker for the pack in `folder`; undefined if the worker isn't running.
     */
    deepTones(folder: string, texts: readonly string[]): Promise<Float32Array[] | undefined>
  }
}

/** Fills slots, and chooses creatives for slots on other pages. */
export interface Creatives {
  /**
   * Fills the slots that haven't been handled yet. Slots that are added later are filled without a call. Never rejects.
   *
   * @param again the name of the slots to fill even if they are in view, because the reader asked for it
   */
  fill(again?: string): Promise<void>
  /**
   * Chooses a creative for each slot seen on any page. Pauses often: the caller finishes it at once or in slices.
   *
   * @param items all stored items
   */
  choose(items: readonly ItemContent[]): Generator<void, Partial<Pick<Snapshot, 'slots'>>>
}

export interface HasCreatives {
  /**
   * Images of creatives, keyed by URL. They have been requested, but enter the document only when their creative is
   * chosen.
   */
  readonly images: Map<string, HTMLImageElement>
  /** Undefined until the bundle is loaded, which requires consent to creatives. */
  creatives: Creatives | undefined
}

/** Reacts to changes in what is known about the reader and the items. */
export interface PageUpdates {
  /**
   * Called when the reader's profile has changed: reorders live lists and notifies the page.
   *
   * @param isBack whether the reader came back to the page, in which case all lists are reordered
   */
  onProfile(isBack?: boolean): void
  /** The engine's status has changed. */
  onStatus(): void
  /** Called when there are new vectors: reorders live lists. */
  onVectors(): void
  /**
   * Called when everything, including the consent choice, has been deleted in another tab or in the browser's settings.
   */
  onEmptied(): Promise<void>
  /** Discards what this page shows and has shown, because it is based on events that have been deleted. */
  forgetPage(): void
  /** Personalises lists and slots with this name again, even if they are in view. */
  redo(name: string): Promise<void>
}

/** Changes the history. */
export interface HistoryChanges {
  record(event: PageEvent): Promise<void>
  readonly onReading: OnReading
  /** Deletes events in this tab. @param what the events to delete, as sent by another tab */
  readonly data: { onForget(what: unknown): Promise<unknown> }
}
