import * as dom from '../../lib/dom.ts'

/** Whether the site keeps an item where it is: until a time, if it names one that can be read. */
export const isPinned = (element: Element): boolean =>
  dom.matches(element, '[data-inkling-pin],[data-inkling-pin-until]') &&
  !(Date.parse(dom.getAttribute(element, 'data-inkling-pin-until')!) <= Date.now())
