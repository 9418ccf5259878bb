/** Actions that a reader can take on an item or its list, each of which can be undone. */

import type { Inkling } from '../../../sdk/src/client/inkling-api.ts'
import type { Place } from './place.ts'

export type Action = 'more' | 'less' | 'hide' | 'original' | 'own'

/** Reverts an action. */
export type Undo = () => Promise<unknown>

/**
 * @returns a function that undoes the action; undefined if nothing changed because the action already applied or isn't
 *   allowed
 */
export async function act(inkling: Inkling, { list, id, title }: Place, action: Action): Promise<Undo | undefined> {
  // The history identifies the items in a list by id.
  const item = { id, title: title || id }
  const original = async () => inkling.undo(list)
  const own = () => inkling.redo(list)
  switch (action) {
    case 'hide':
      await inkling.track('dismiss', item, { list })
      return () => inkling.track('restore', item, { list })
    case 'original':
      return (await original()) ? own : undefined
    case 'own':
      await own()
      return original
    default:
      return (await inkling.editInterest({ how: action, item }))?.undo
  }
}
