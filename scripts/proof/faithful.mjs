/** First line of the second part of docs/proof/reasons.md. reasons.mjs writes the part above, and why.mjs this line and the part below. */
export const FAITHFUL = '## Faithful\n'
