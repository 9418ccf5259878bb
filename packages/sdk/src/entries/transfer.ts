/** Imports data, and exports it as a table. Loaded by `core.js` when a reader asks for either. */
export { toCsv } from '../history/transfer/csv.ts'
export { importInto } from '../runtime/history/import-into.ts'
