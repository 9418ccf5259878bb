/**
 * Support for the page's consent platform, for `data-consent="tcf"` or `"gpp"`. Loaded by the tag. It queries the
 * platform and stores nothing, and the file is the same for every reader.
 */
export { gpp } from '../consent/gpp.ts'
export { tcf } from '../consent/tcf.ts'
