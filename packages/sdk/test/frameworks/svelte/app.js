/** Set once the page has been hydrated. Anything rendered after that wasn't sent by a server. */
export const app = { hydrated: false }
