import * as dom from '../../lib/dom.ts'

/** Whether somebody may be looking: not at a page that is prerendered, or lies in another tab. */
export const isPageSeen = (): boolean => dom.visibilityState(document) === 'visible' && !dom.prerendering(document)
