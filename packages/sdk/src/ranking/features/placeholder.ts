import type { ItemContent } from '../../types.ts'

/** Whether this holds a place in a list and is no item: a heading, a rule, an advertisement, something sensitive. It counts nowhere. */
export function isPlaceholder({ text, pinned }: Pick<ItemContent, 'text' | 'pinned'>): boolean {
  return !text && pinned === true
}
