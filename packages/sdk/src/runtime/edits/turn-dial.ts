import { DIAL, dialOf } from '../../ranking/rules/dial.ts'
import type { Dial, EditedInterest } from '../../types.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { forget, keep } from './keep-edit.ts'

export const DIALS: readonly Dial[] = ['familiar', 'balanced', 'explore']

/**
 * Turns the reader's dial. What it said before is deleted; of balanced nothing is kept.
 *
 * @returns how to turn it back; undefined where it stands so already, or can't be kept
 */
export async function turnDial(context: RuntimeContext, to: Dial): Promise<EditedInterest | undefined> {
  const { events } = await context.opened
  const before = dialOf(events)
  if (before === to) return undefined
  for (const { kind, item, at } of events) if (kind === 'dial') await forget(context, { kind, item, at })
  const item = { id: DIAL + to, title: to }
  if (to !== 'balanced' && !(await keep(context, { kind: 'dial', item, at: Date.now() }))) return undefined
  return { undo: async () => void (await turnDial(context, before)) }
}
