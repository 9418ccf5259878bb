/** A topic, or a tag, as it is kept and compared: pages, rules and files write the same one in several ways. */
export const normalized = (label: string): string => label.trim().toLowerCase()
