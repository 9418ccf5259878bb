/**
 * Whom a site has in mind, and what interests have formed by themselves: asked for by few pages, and so a bundle of its own, which
 * `explain.js` brings in, and whatever else knows its hash.
 */
export { audienceFits, audiences, segments } from '../runtime/audiences/audiences.ts'
