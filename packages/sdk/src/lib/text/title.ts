/** Characters from which on a full stop ends a title: "Dr. Who" goes on. */
const LEAST = 12
/** Characters that are shown at most. */
const MOST = 80

/** The title in an item's text, "topic: title. summary. tags": what a reader knows it by. Long ones are cut. */
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
