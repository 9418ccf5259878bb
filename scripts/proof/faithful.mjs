/** Where the second half of docs/proof/reasons.md begins: reasons.mjs writes what is above, why.mjs this and what is below. */
export const FAITHFUL = '## Faithful\n'
