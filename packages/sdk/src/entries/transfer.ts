/** Import, and export as a table. Loaded by `core.js` when a reader asks for it. */
export { toCsv } from '../history/transfer/csv.ts'
export { importInto } from '../runtime/history/import-into.ts'
