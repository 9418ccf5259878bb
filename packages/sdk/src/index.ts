export { createInkling } from './create.ts'
export type { Inkling } from './inkling.ts'
export { InklingMisuse } from './lib/misuse.ts'
export type { InklingOptions } from './options.ts'
export type {
  BackendName,
  Consent,
  ConsentState,
  EngineState,
  ErrorCode,
  EventKind,
  EventRef,
  Explanation,
  Forget,
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
} from './types.ts'
