import type { ItemContent } from '../../types.ts'

/**
 * Whether this only occupies a place in a list and isn't an item: a heading, a divider, an advertisement or sensitive
 * content. Placeholders are excluded from all statistics.
 */
export function isPlaceholder({ text, pinned }: Pick<ItemContent, 'text' | 'pinned'>): boolean {
  return !text && pinned === true
}
