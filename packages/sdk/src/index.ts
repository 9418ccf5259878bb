export { createInkling } from './client/create-inkling.ts'
export { googlePurposes, type Inkling } from './client/inkling.ts'
export {
  createRankedList,
  type InklingSource,
  type RankedList,
  type RankedListOptions,
  type RankedView,
} from './frameworks/ranked-list.ts'
export { InklingMisuse } from './lib/assert-usage.ts'
export type { InklingOptions } from './options.ts'
export type {
  AudienceAnswer,
  BackendName,
  Consent,
  ConsentSource,
  ConsentState,
  Dismissed,
  EngineState,
  ErrorCode,
  EventKind,
  EventRef,
  Explanation,
  Forget,
  GoogleConsent,
  InklingEvents,
  Item,
  ListRules,
  Profile,
  Purposes,
  RankedItem,
  Ranking,
  ReaderEvent,
  Reason,
  ScoreParts,
  Segment,
  SetConsent,
  Status,
  Tier,
  WhyUnmoved,
} from './types.ts'
