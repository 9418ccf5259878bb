/** A full stop ends a title only after this many characters; otherwise, "Dr. Who" would be cut off. */
const LEAST = 12
/** Maximum length of a title in characters. */
const MOST = 80

/**
 * Extracts the title from an item's text ("topic: title. summary. tags"), so that the reader can recognise the item.
 * Long titles are truncated.
 */
export function titleOf(text: string, topic?: string): string {
  const start = topic && text.toLowerCase().startsWith(`${topic}: `) ? topic.length + 2 : 0
  const rest = text.slice(start)
  const end = rest.indexOf('. ', LEAST)
  const title = (end < 0 ? rest : rest.slice(0, end)).trim()
  const signs = Array.from(title)
  return signs.length <= MOST
    ? title
    : `${signs
        .slice(0, MOST - 1)
        .join('')
        .trimEnd()}…`
}
