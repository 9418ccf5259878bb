/** A topic or tag, as it is stored and compared. Pages, rules and files may spell the same name in different ways. */
export const normalized = (label: string): string => label.trim().toLowerCase()
