/** Loads the profile's data through Inkling's public methods. */

import type { Inkling } from '../../../sdk/src/client/inkling-api.ts'
import type { Consent, Dismissed, EventKind, Profile, ReaderEvent } from '../../../sdk/src/types.ts'
import { type TopicHistory, topicHistories } from './course.ts'

export type Topic = Profile['topics'][number]

export interface ProfileData {
  readonly profile: Profile
  /** Latest first. */
  readonly events: readonly ReaderEvent[]
  readonly hidden: readonly Dismissed[]
  /** Topics and authors, latest first. */
  readonly followed: readonly ReaderEvent[]
  /** Items for which the reader chose "more like this" or "less like this". */
  readonly wishes: readonly ReaderEvent[]
  /** Topics that the site has shown but the reader hasn't opened. */
  readonly others: readonly Topic[]
  readonly courses: ReadonlyMap<string, TopicHistory>
  readonly consent: Consent
}

/** Maximum number of additional topics offered, so that the list stays readable. */
const MOST_OTHERS = 40

export async function loadProfileData(inkling: Inkling): Promise<ProfileData> {
  const [profile, hidden, { events: rows, items }] = await Promise.all([
    inkling.profile(),
    inkling.dismissed(),
    inkling.exportData(),
  ])
  const events = [...rows].sort((a, b) => b.at - a.at)
  const named = new Set(profile.topics.map(({ topic }) => topic))
  const met = [...events, ...items].flatMap(({ topic }) => (topic && !named.has(topic) ? [topic] : []))
  return {
    profile,
    events,
    hidden,
    followed: followed(events),
    wishes: events.filter(({ kind }) => kind === 'more' || kind === 'less'),
    others: [...new Set(met)].slice(0, MOST_OTHERS).map((topic) => ({ topic, share: 0 })),
    courses: topicHistories(events, Date.now()),
    consent: inkling.consent.get(),
  }
}

/** @param events latest first */
function followed(events: readonly ReaderEvent[]): ReaderEvent[] {
  const last = new Map<string, ReaderEvent>()
  const kinds: readonly EventKind[] = ['follow', 'unfollow']
  for (const event of events) if (kinds.includes(event.kind) && !last.has(event.item)) last.set(event.item, event)
  return [...last.values()].filter(({ kind }) => kind === 'follow')
}
