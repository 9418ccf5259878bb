export { createInkling } from './create.ts'
export type { Inkling } from './inkling.ts'
export { InklingMisuse } from './lib/misuse.ts'
export type { InklingOptions } from './options.ts'
export {
  createRankedList,
  type InklingSource,
  type RankedList,
  type RankedListOptions,
  type RankedView,
} from './ranked-list.ts'
export type {
  BackendName,
  Consent,
  ConsentState,
  EngineState,
  ErrorCode,
  EventKind,
  EventRef,
  Explanation,
  InklingEvents,
  Item,
  Profile,
  Purposes,
  RankedItem,
  Ranking,
  ReaderEvent,
  ScoreParts,
  Status,
  Tier,
  WhyUnmoved,
} from './types.ts'
