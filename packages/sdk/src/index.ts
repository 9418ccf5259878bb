export { createInkling, version } from './client/create-inkling.ts'
export { type EarlyCall, googlePurposes, type Inkling, type TaggedInkling } from './client/inkling.ts'
export {
  createRankedList,
  type InklingSource,
  type RankedList,
  type RankedListOptions,
} from './frameworks/ranked-list.ts'
export type { RankedView } from './frameworks/ranked-view.ts'
export { InklingMisuse } from './lib/errors/assert-usage.ts'
export type { InklingOptions } from './options.ts'
export type {
  AudienceAnswer,
  BackendName,
  CampaignReason,
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
  PageOrder,
  Profile,
  Purposes,
  RankedItem,
  Ranking,
  ReaderEvent,
  Reason,
  Refusal,
  RuleStep,
  ScoreParts,
  Segment,
  SetConsent,
  Status,
  Tier,
  TopicEffect,
  WhyUnmoved,
} from './types.ts'
