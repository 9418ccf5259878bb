/**
 * Taking the history along and bringing it back: asked for by few readers, seldom, and so a bundle of its own, which
 * `core.js` brings in.
 */
export { toCsv } from '../history/transfer/csv.ts'
export { importInto } from '../runtime/history/import-into.ts'
