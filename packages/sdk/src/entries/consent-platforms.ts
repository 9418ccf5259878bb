/**
 * Consent platforms of the page, for `data-consent="tcf"` or `"gpp"`. Loaded by the tag. It asks the page's platform and stores nothing;
 * it is the same for every reader.
 */
export { gpp } from '../consent/gpp.ts'
export { tcf } from '../consent/tcf.ts'
