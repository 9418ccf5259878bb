/** The list on pages with strict policies, and its surroundings. */

const STORIES = [
  ['tram', 'Towns', 'The tram that turns around by hand'],
  ['sluice', 'Water', 'A sluice that nobody remembers building'],
  ['kiosk', 'Towns', 'A kiosk becomes a library'],
  ['gauge', 'Water', 'Reading the flood gauge by torchlight'],
  ['comet', 'Sky', 'The comet was late, and worth it'],
  ['shower', 'Sky', 'Counting a meteor shower from a deckchair'],
] as const

export const OWN_ORDER = STORIES.map(([id]) => `/${id}`)
/** Ids that rise after reading about the sky. */
export const RISEN = ['/comet', '/shower']
/** The texts read before the second view. */
export const TAUGHT = ['A comet seen from a field', 'Meteor shower tonight', 'What a comet leaves behind']

/** @param head HTML for the head */
export function storiesPage(head: string): string {
  const items = STORIES.map(
    ([id, topic, title]) =>
      `<li data-inkling-item="/${id}" data-inkling-topic="${topic}"><h2><a href="/${id}">${title}</a></h2></li>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Stories</title>${head}</head>
<body><h1>Stories</h1><ol data-inkling-list="stories">${items.join('\n')}</ol><p id="end">The end.</p></body></html>`
}
