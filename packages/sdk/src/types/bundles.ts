/**
 * Exports of the bundles that the runtime loads on demand. `client/create-inkling.ts` checks the bundles' entry points
 * against these types. Contains no runtime code.
 */

import type { embedTexts } from '../content/embed.ts'
import type { Language } from '../content/languages/language.ts'
import type { WantedText } from '../content/missing.ts'
import type { Choice } from '../creatives/choose.ts'
import type { createPictureEngine, createReleaseEngine } from '../engine/client/release-engine.ts'
import type { HistoryStore } from '../history/history-store.ts'
import type { toCsv } from '../history/transfer/csv.ts'
import type { ListsState } from '../page/lists/list-context.ts'
import type { PageItem } from '../page/read/page-item.ts'
import type { Watch } from '../page/track/watch-page.ts'
import type { Stem } from '../ranking/features/words.ts'
import type { importInto } from '../runtime/history/import-into.ts'
import type { HasExperiments, PageExperiments } from '../runtime/interfaces/page-experiments.ts'
import type { HasScorer, RankedBy } from '../runtime/interfaces/scoring.ts'
import type {
  Creatives,
  HasCreatives,
  HasVectors,
  HistoryChanges,
  NextPage,
  PageUpdates,
} from '../runtime/interfaces/services.ts'
import type { Grant, ImportFile, Session } from '../runtime/interfaces/session.ts'
import type { loadExperiments } from '../runtime/site-files/load-experiments.ts'
import type { SiteFiles } from '../runtime/site-files/load-ranking-files.ts'
import type { OpenSlot } from '../runtime/slots/open-slot.ts'
import type { engineSetting } from '../runtime/vectors/engine-setting.ts'
import type {
  AudienceAnswer,
  CampaignReason,
  Dismissed,
  EditedInterest,
  Explanation,
  InterestEdit,
  Profile,
  Ranking,
  Segment,
  Status,
  StoredVector,
} from '../types.ts'

export type AudienceContext = Session & HasScorer & Pick<NextPage, 'prepare'>

export interface AudiencesBundle {
  audienceFits(context: AudienceContext, texts: readonly string[]): ReadonlyMap<string, number>
  audiences(context: AudienceContext, named?: readonly string[]): Promise<readonly AudienceAnswer[]>
  segments(context: AudienceContext): readonly Segment[]
}

export type CreativesContext = AudienceContext & HasExperiments & HasVectors & HasCreatives & NextPage

export interface CreativesBundle {
  createCreatives(context: CreativesContext, state: ListsState): Creatives
}

export interface EngineBundle {
  readonly embedTexts: typeof embedTexts
  readonly createReleaseEngine: typeof createReleaseEngine
  readonly createPictureEngine: typeof createPictureEngine
  readonly engineSetting: typeof engineSetting
}

export interface ExplainBundle {
  audiences(context: AudienceContext, named?: readonly string[]): Promise<readonly AudienceAnswer[] | undefined>
  profile(context: AudienceContext): Promise<Profile>
  editInterest(context: Session & HasScorer & HistoryChanges, edit: InterestEdit): Promise<EditedInterest | undefined>
  dismissed(context: Session & HasScorer): readonly Dismissed[]
  explain(context: Session & HasScorer, ranking: Ranking | string, id: string): Explanation | undefined
  reasonOf(choice: Choice): CampaignReason
}

export type ExperimentContext = Session &
  HasScorer & {
    /** Sets the scorer to use from now on. */
    adopt(by: RankedBy): void
  }

export interface MeasurementBundle {
  measure(context: ExperimentContext): Promise<PageExperiments | undefined>
}

export type PictureContext = Session & HasScorer & Pick<HasCreatives, 'images'> & Pick<NextPage, 'prepare'>

export interface PicturesBundle {
  readonly PictureMaker: new (
    context: PictureContext,
  ) => {
    /** @returns whether there are new vectors */
    make(): Promise<boolean>
  }
}

export interface ElementBundle {
  /** Defines the custom element. Calling it again does nothing. */
  define(): void
}

export interface SiteFilesBundle {
  loadSiteFiles(grant: Grant, opening: Promise<HistoryStore>, words: Promise<void>): Promise<SiteFiles>
  readonly loadExperiments: typeof loadExperiments
}

export interface PageVectorsBundle {
  loadPageVectors(grant: Grant, opening: Promise<HistoryStore>, words: Promise<void>): Promise<void>
}

/** A pack's table, which is requested before the manifest. */
export interface Ahead {
  /** In the format of the option `model`. */
  readonly folder: string
  /** Undefined if the request failed. */
  readonly answer: Promise<Response | undefined>
}

export type VectorContext = Session & HasScorer & HasExperiments & Pick<PageUpdates, 'onStatus'>

export interface TableBundle {
  createVectorMaker(
    context: VectorContext,
    /** Status changes are written here. */
    status: Partial<Status>,
    ahead?: Ahead,
    /** If false, Cache Storage is neither read nor written. Default: true */
    isCached?: boolean,
  ): {
    make(
      texts: ReadonlyMap<string, WantedText>,
      may: readonly [table: boolean, transformer: boolean],
      used: ReadonlyMap<string, StoredVector>,
    ): Promise<boolean>
    makeAtOnce: HasVectors['embedder']['makeAtOnce']
    deepTones: HasVectors['embedder']['deepTones']
  }
}

/** Marks creatives that don't suit the page as unfit. */
export type Judge = (slots: readonly OpenSlot[]) => Promise<readonly OpenSlot[]>

export type ToneContext = Session & HasScorer & HasVectors

export interface ToneBundle {
  createJudge(context: ToneContext): Judge
}

export interface TransferBundle {
  readonly toCsv: typeof toCsv
  readonly importInto: typeof importInto
}

export interface Following {
  readonly context: Pick<Session, 'grant'> & Pick<HistoryChanges, 'record' | 'onReading'>
  /** What the page is currently about. */
  readonly readPage: () => PageItem | undefined
  /** Called with the watch of each page that a single-page application shows. */
  readonly onWatch: (watch: Watch) => void
  /**
   * Called when a single-page application shows another page.
   *
   * @param back whether the reader went back in the browser's history
   * @param from the previous address
   */
  readonly onTurn: (back: boolean, from: string) => void
}

/** The words of the page's languages that supplement those built into `core.js`. */
export interface Words {
  readonly stem: Stem
  readonly volatile: readonly RegExp[]
  readonly article9: readonly RegExp[]
}

export interface WordsBundle {
  /** @param others whether any text on the page is in a language other than English */
  loadLanguages(importFile: ImportFile, signal: AbortSignal, others: boolean): Promise<Words>
}

export interface LanguageBundle {
  readonly default: Language
}
