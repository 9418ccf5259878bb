/** A slot's creatives are kept beside the items, under this prefix, so that any page can prepare the slot's next choice. */
export const SLOT = 'inkling:slot/'
