/** Where the suites that audit simulated readers write what they found. */
import { writePart } from '../../../../scripts/proof/written-part.mjs'

export const writeProof = (name: string, text: string): void => writePart('docs/proof/fairness.md', name, text)
