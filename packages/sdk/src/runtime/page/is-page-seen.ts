import * as dom from '../../lib/dom.ts'

/** Whether the page may be in view: not if it is prerendered or in a background tab. */
export const isPageSeen = (): boolean => dom.visibilityState(document) === 'visible' && !dom.prerendering(document)
