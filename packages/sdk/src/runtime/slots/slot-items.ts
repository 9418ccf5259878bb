/** What is kept beside the items and is none of them has ids that begin so. */
export const OWN = 'inkling:'
/** A slot's creatives are kept beside the items, under this prefix, so that any page can prepare the slot's next choice. */
export const SLOT = `${OWN}slot/`
