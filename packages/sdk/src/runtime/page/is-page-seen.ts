import * as dom from '../../lib/dom.ts'

/** Whether the page may be in view, that is, whether it is neither prerendered nor in a background tab. */
export const isPageSeen = (): boolean => dom.visibilityState(document) === 'visible' && !dom.prerendering(document)
