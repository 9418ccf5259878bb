/** What people ask of a ranking after the fact. A bundle of its own: most pages are never asked. */
export { explain } from './ranking/explain.ts'
export { profile } from './ranking/profile.ts'
