/**
 * The services that parts of the runtime provide to each other, one interface per purpose. Each part receives only the interfaces that it
 * needs.
 */

import type { WantedText } from '../../content/missing.ts'
import type { Snapshot } from '../../first-paint/snapshot.ts'
import type { PageEvent } from '../../page/track/watch-page.ts'
import type { ItemContent } from '../../types.ts'
import type { ListSetting } from './scoring.ts'

/** A list of this page, as it was read. */
export interface PlannedList {
  readonly name: string
  /** Undefined for a call of `rank()`. */
  readonly element?: Element
  readonly candidates: readonly ItemContent[]
  /** False for a batch that is added to a list later. Plans cover only the items that the page begins with. */
  readonly isFirst: boolean
  readonly setting: ListSetting
}

/** Prepares the next page: its snapshot and missing vectors. */
export interface NextPage {
  readonly snapshot: {
    /** Whether something has happened since the snapshot was written. */
    stale: boolean
    write(): void
    /** Adds a list of this page to the plans. @returns its setting, with the time when its edition was first met */
    plan(list: PlannedList): ListSetting
    /** From now on, lists that have left the page are planned from their stored items. */
    dropGone(): void
  }
  /** Writes the snapshot and makes missing vectors. */
  prepare(): Promise<void>
}

/** Makes vectors. */
export interface HasVectors {
  readonly embedder: {
    embedMissing(): Promise<void>
    /** Makes vectors of texts that are about to be ordered, if the table is loaded. */
    makeAtOnce(texts: readonly WantedText[]): void
    /** The tone head's outputs, computed by the worker for the pack in `folder`; undefined if that worker isn't running. */
    deepTones(folder: string, texts: readonly string[]): Promise<Float32Array[] | undefined>
  }
}

/** Fills slots, and chooses creatives for slots on other pages. */
export interface Creatives {
  /** Never rejects. @param again name of slots to fill even if they are in view, because the reader asked for it */
  fill(again?: string): Promise<void>
  /** Chooses the creative of each slot met on any page. @param items all stored items */
  choose(items: readonly ItemContent[]): Partial<Pick<Snapshot, 'slots'>>
}

export interface HasCreatives {
  /** Images of creatives by address: requested, but not in the document until their creative is chosen. */
  readonly images: Map<string, HTMLImageElement>
  /** Undefined until the bundle is loaded, which requires consent to creatives. */
  creatives: Creatives | undefined
}

/** Follows changes of what is known. */
export interface PageUpdates {
  /**
   * The reader's profile has changed: orders live lists again and notifies the page.
   *
   * @param isBack the reader came back to the page, so all lists are ordered again
   */
  onProfile(isBack?: boolean): void
  /** The engine's status has changed. */
  onStatus(): void
  /** There are new vectors: orders live lists again. */
  onVectors(): void
  /** Everything, including the consent choice, was deleted in another tab or in the browser's settings. */
  onEmptied(): Promise<void>
  /** Drops what this page shows and has shown, because the underlying events are deleted. */
  forgetPage(): void
  /** Gives lists and slots of this name the reader's order again, even in view. */
  redo(name: string): Promise<void>
}

/** Changes the history. */
export interface HistoryChanges {
  record(event: PageEvent): Promise<void>
  /** Deletes events in this tab. @param what the selection, as sent by another tab */
  readonly data: { onForget(what: unknown): Promise<unknown> }
}
