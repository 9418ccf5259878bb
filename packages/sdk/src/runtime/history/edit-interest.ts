/** The reader's edits of their interests. Each edit adds an event to the history or deletes one. */

import { LIMITS } from '../../history/event-limits.ts'
import { assertUsage } from '../../lib/errors/assert-usage.ts'
import { emitError } from '../../lib/events.ts'
import { normalized } from '../../lib/text/normalized.ts'
import type { PageEvent } from '../../page/track/watch-page.ts'
import { MOST_STEPS } from '../../ranking/features/levels.ts'
import { DIAL, dialOf } from '../../ranking/rules/dial.ts'
import type { Dial, EditedInterest, EditKind, InterestEdit, Item } from '../../types.ts'
import { broadcastForget } from '../../web-storage/broadcast-forget.ts'
import type { HasScorer } from '../interfaces/scoring.ts'
import type { HistoryChanges } from '../interfaces/services.ts'
import type { Session } from '../interfaces/session.ts'
import { OWN } from '../slots/slot-items.ts'

/**
 * For each edit: the event that it adds, the maximum number of such events, and the event that reverses it. If a
 * reversing event exists, it is deleted and nothing is added.
 */
const EDITS = {
  raise: { adds: 'raise', most: MOST_STEPS, back: 'lower' },
  lower: { adds: 'lower', most: MOST_STEPS, back: 'raise' },
  more: { adds: 'more', most: 1, back: 'less' },
  less: { adds: 'less', most: 1, back: 'more' },
  pause: { adds: 'pause', most: 1, back: undefined },
  resume: { adds: undefined, most: 0, back: 'pause' },
} as const satisfies Record<
  Exclude<InterestEdit['how'], 'remove' | 'dial'>,
  { readonly adds: EditKind | undefined; readonly most: number; readonly back: EditKind | undefined }
>

const OPPOSITE = {
  raise: 'lower',
  lower: 'raise',
  more: 'less',
  less: 'more',
  pause: 'resume',
  resume: 'pause',
} as const

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** @throws InklingMisuse */
function check(edit: InterestEdit): void {
  const { how, topic, item, to } = (edit ?? {}) as Record<string, unknown> & { readonly item?: Partial<Item> | null }
  const isOfItem = how === 'more' || how === 'less'
  assertUsage(
    isOfItem || how === 'remove' || how === 'dial' || (typeof how === 'string' && Object.hasOwn(EDITS, how)),
    "write editInterest({ how: 'raise', topic: 'space' }): how is raise, lower, pause, resume or remove; of an item, more or less; or dial",
  )
  if (how === 'dial')
    assertUsage(
      DIALS.some((each) => each === to),
      `write editInterest({ how: 'dial', to: ${DIALS.map((each) => `'${each}'`).join(' | ')} })`,
    )
  else if (isOfItem)
    assertUsage(
      isText(item?.id) && isText(item.title),
      `write editInterest({ how: '${how}', item }), with its id and title`,
    )
  else
    assertUsage(
      isText(topic) && topic.length <= LIMITS.editedTopic,
      `write editInterest({ how: '${how}', topic: 'space' }), with a topic of at most ${LIMITS.editedTopic} characters`,
    )
}

/** Each edit of a topic is stored under an id of its own. */
const itemOf = (edit: Exclude<InterestEdit, { how: 'dial' }>): Item =>
  'item' in edit ? edit.item : { id: `${OWN}interest/${edit.topic}`, title: edit.topic, topic: edit.topic }

/**
 * If an edit reverses an earlier one, the earlier event is deleted and no event is added.
 *
 * @returns a function that undoes the edit; undefined if nothing has changed
 * @throws InklingMisuse if the edit is invalid
 */
export async function editInterest(
  context: Session & HasScorer & HistoryChanges,
  asked: InterestEdit,
): Promise<EditedInterest | undefined> {
  check(asked)
  // Topics are compared in the normalised spelling used by items in the history.
  const named = 'topic' in asked ? context.scorer.content(itemOf(asked)).topic : undefined
  const edit = named === undefined ? asked : ({ ...asked, topic: named } as InterestEdit)
  const store = await context.opened
  const { consent, signal } = context.grant
  if (!consent.content || signal.aborted) return undefined
  if (edit.how === 'dial') return turnDial(context, edit.to)
  if (edit.how === 'remove') {
    // Topics imported by earlier releases may not be normalised.
    const spelt = store.events.flatMap(({ topic }) => (topic && normalized(topic) === edit.topic ? [topic] : []))
    for (const topic of new Set([edit.topic, ...spelt])) await forget(context, { topic })
    return {}
  }
  const { how } = edit
  const { adds, most, back } = EDITS[how]
  const item = itemOf(edit)
  const rows = (kind: EditKind | undefined) =>
    store.events.filter((event) => event.kind === kind && event.item === item.id)
  const undo = async () => {
    await editInterest(context, { ...edit, how: OPPOSITE[how] } as InterestEdit)
  }
  const [taken] = rows(back).slice(-1)
  if (taken) {
    await forget(context, { item: taken.item, at: taken.at, kind: taken.kind })
    return { undo }
  }
  const known = rows(adds)
  if (!adds || known.length >= most) return undefined
  // Two steps within the same millisecond count as separate steps.
  const at = Math.max(Date.now(), ...known.map((event) => event.at + 1))
  return (await keep(context, { kind: adds, item, at })) ? { undo } : undefined
}

const DIALS: readonly Dial[] = ['familiar', 'balanced', 'explore']

/**
 * Turns the reader's dial. The earlier event is deleted; for `balanced`, the default, no event is added.
 *
 * @returns a function that restores the earlier setting; undefined if the dial is already at this setting or the event
 * can't be stored
 */
async function turnDial(context: Session & HistoryChanges, to: Dial): Promise<EditedInterest | undefined> {
  const { events } = await context.opened
  const before = dialOf(events)
  if (before === to) return undefined
  for (const { kind, item, at } of events) if (kind === 'dial') await forget(context, { kind, item, at })
  const item = { id: DIAL + to, title: to }
  if (to !== 'balanced' && !(await keep(context, { kind: 'dial', item, at: Date.now() }))) return undefined
  return { undo: async () => void (await turnDial(context, before)) }
}

/** Deletes events in this tab and all others. */
async function forget(context: Session & HistoryChanges, what: object): Promise<void> {
  broadcastForget(what)
  await context.data.onForget(what)
}

/** @returns whether the event is in the history */
async function keep(context: Session & HistoryChanges, event: PageEvent & { readonly at: number }): Promise<boolean> {
  context.record(event).catch((cause) => emitError('page-fault', 'an edit was not kept', cause))
  // By now, the event is either in memory or has been rejected. There is no need to wait for the disk or for the next
  // page's snapshot.
  const { events } = await context.opened
  return events.some(({ kind, item, at }) => kind === event.kind && item === event.item.id && at === event.at)
}
