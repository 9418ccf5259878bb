/**
 * Support for the page's consent platform, for `data-consent="tcf"` or `"gpp"`. Loaded by the tag. The file queries the
 * platform, stores nothing, and is the same for every reader.
 */
export { gpp } from '../consent/gpp.ts'
export { tcf } from '../consent/tcf.ts'
