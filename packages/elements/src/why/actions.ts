/** What a reader can do about an item and its list, each with the way back. */

import type { Inkling } from '../../../sdk/src/client/inkling-api.ts'
import type { Place } from './place.ts'

export type Action = 'more' | 'less' | 'hide' | 'original' | 'own'

/** Takes back what was done. */
export type Undo = () => Promise<unknown>

/** @returns how to take it back; undefined where nothing has changed: it was so already, or may not be */
export async function act(inkling: Inkling, { list, id, title }: Place, action: Action): Promise<Undo | undefined> {
  // What a list has shown is known to the history by its id.
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
