/**
 * Consent platforms of the page, for whoever names one: `data-consent="tcf"` or `"gpp"`. A bundle of its own, which the tag
 * brings in; it asks the page's platform, stores nothing, and is the same for every reader.
 */
export { gpp } from '../consent/gpp.ts'
export { tcf } from '../consent/tcf.ts'
