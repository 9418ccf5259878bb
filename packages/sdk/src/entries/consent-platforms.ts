/**
 * Support for the page's consent platform, for `data-consent="tcf"`, `"gpp"` or `"wp"`. Loaded by the tag. The file queries the
 * platform, stores nothing, and is the same for every reader.
 */
export { gpp } from '../consent/gpp.ts'
export { tcf } from '../consent/tcf.ts'
export { wp } from '../consent/wp-consent-api.ts'
