export { createInkling } from './create.ts'
export { googlePurposes, type Inkling } from './inkling.ts'
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
  ConsentSource,
  ConsentState,
  EngineState,
  ErrorCode,
  EventKind,
  EventRef,
  Explanation,
  GoogleConsent,
  InklingEvents,
  Item,
  Profile,
  Purposes,
  RankedItem,
  Ranking,
  ReaderEvent,
  ScoreParts,
  SetConsent,
  Status,
  Tier,
  WhyUnmoved,
} from './types.ts'
