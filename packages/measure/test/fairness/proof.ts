/** The document that suites auditing simulated readers write their results to. */
import { writePart } from '../../../../scripts/proof/written-part.mjs'

export const writeProof = (name: string, text: string): void => writePart('docs/proof/fairness.md', name, text)
