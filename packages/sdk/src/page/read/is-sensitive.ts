import * as dom from '../../lib/dom.ts'

/**
 * Whether the site marked it, or anything around it, as something from which nothing may be inferred: it is no item
 * then, and stays where it is.
 */
export const isSensitive = (element: Element): boolean => !!dom.closest(element, '[data-inkling-sensitive]')
