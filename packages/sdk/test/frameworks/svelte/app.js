/** Set once the page has been hydrated: what is rendered from then on, no server has sent. */
export const app = { hydrated: false }
