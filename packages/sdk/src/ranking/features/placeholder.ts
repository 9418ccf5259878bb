import type { ItemContent } from '../../types.ts'

/**
 * Whether this isn't an item but merely occupies a place in a list, such as a heading, a divider, an advertisement or
 * sensitive content. Placeholders are excluded from all statistics.
 */
export function isPlaceholder({ text, pinned }: Pick<ItemContent, 'text' | 'pinned'>): boolean {
  return !text && pinned === true
}
