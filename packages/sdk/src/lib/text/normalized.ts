/** A topic or tag as it is stored and compared: pages, rules and files spell the same one in different ways. */
export const normalized = (label: string): string => label.trim().toLowerCase()
