import type { EventKind, Purposes } from '../../../sdk/src/types.ts'
import type { Forms } from '../speech.ts'

export interface Texts {
  readonly looking: string
  readonly failed: string
  /** Shown without consent. */
  readonly nothing: string
  readonly local: string
  readonly undo: string
  readonly keep: string
  readonly interests: string
  readonly interestsNone: string
  readonly others: string
  /** Button labels; the topic's name follows in the accessible name. */
  readonly raise: string
  readonly lower: string
  readonly pause: string
  readonly resume: string
  readonly remove: string
  readonly confirmRemove: (topic: string) => string
  readonly raised: Forms
  readonly lowered: Forms
  readonly paused: string
  readonly rising: string
  readonly fading: string
  /** Label that precedes the number of items opened per step. */
  readonly opened: (since: string) => string
  readonly segments: string
  readonly tone: (bright: string, playful: string) => string
  readonly toneOf: Forms
  readonly hidden: string
  readonly restore: string
  readonly followed: string
  readonly unfollow: string
  readonly wishes: string
  readonly wish: (kind: 'more' | 'less', title: string) => string
  readonly takeBack: string
  readonly history: string
  readonly search: string
  readonly seen: string
  readonly found: Forms
  readonly foundNone: string
  readonly more: string
  readonly delete: string
  readonly deeds: Readonly<Record<EventKind, string>>
  /** Positions of the dial. */
  readonly dials: Readonly<Record<string, string>>
  readonly quote: (title: string) => string
  readonly control: string
  readonly purposes: Readonly<Record<keyof Purposes, string>>
  readonly yes: string
  readonly no: string
  readonly export: string
  readonly table: string
  readonly erase: string
  readonly confirmErase: string
  readonly withdraw: string
  readonly confirmWithdraw: string
  readonly did: Readonly<
    Record<
      | 'raise'
      | 'lower'
      | 'pause'
      | 'resume'
      | 'remove'
      | 'restore'
      | 'unfollow'
      | 'takeBack'
      | 'delete'
      | 'undone'
      | 'export'
      | 'erase'
      | 'failed',
      string
    >
  >
}
