/**
 * Whether the site marked it, or anything around it, as something from which nobody should infer anything: it is no item
 * then, and stays where it is.
 */
export const isSensitive = (element: Element): boolean => !!element.closest('[data-inkling-sensitive]')
