/**
 * Arms, exposures and tallies: only where a site compares, and of readers who agree to being measured. So a bundle of its own, which
 * `core.js` brings in.
 */
export { measure } from '../runtime/experiments/experiment-view.ts'
