/** What is compared, and the pages on which each of them orders a list. */
import { json } from '../../../demo/src/templates/html.mjs'
import { card } from '../story-list.mjs'

/**
 * - `name`, and `label` for readers of the report
 * - `tag`: the page has Inkling's tag and snippet; every other page has `module`, a script in pages/
 * - `depth`: for what is Inkling's
 * - `texts`: vectors of other texts can be requested, so that they can be timed and judged
 */
export const WAYS = [
  { name: 'plain', label: 'the page alone' },
  { name: 'inkling', label: 'Inkling: tag and snippet', tag: true },
  { name: 'engine', label: "Inkling's engine alone, depth 1", module: 'engine.js', depth: 1, texts: true },
  {
    name: 'table',
    label: "Inkling's table alone, depth 0, plain JavaScript",
    module: 'table.js',
    depth: 0,
    texts: true,
  },
  { name: 'transformers', label: 'transformers.js, all-MiniLM-L6-v2 int8', module: 'transformers.js', texts: true },
  { name: 'ort', label: "onnxruntime-web, Inkling's depth 1", module: 'ort.js', texts: true },
]

/**
 * @param {object} list
 * @param list.items what the list shows @param list.read what the reader has read
 * @param list.lines Inkling's lines for the head @param list.notes source of pages/notes.js
 * @returns {Record<string, () => string>} pages by address: a first visit, and `-again` for later ones
 */
export function pagesOf({ items, read, lines: { snippet, tag }, notes }) {
  const titled = items.map(({ id, title }) => ({ id, title, summary: '', topic: '' }))
  const list = titled.map((item) => card(item).replace(' data-inkling-topic=""', '')).join('\n')
  const notesOn = `<script>const EDITORS = ${json(items.map(({ id }) => id))}\n${notes}</script>`
  const consent = ['consent', { content: true, creatives: false, measurement: false }]
  const reads = read.map(({ id, title }) => ['track', 'read', { id, title }, { seconds: 40 }])
  const push = (calls) => `<script>(window.inkling ??= []).push(${calls.map(json).join()})</script>`
  const page = (head, body) => () =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stories</title>${notesOn}${head}</head>
<body><h1>Stories</h1><p style="height:200vh">Scroll down.</p>
<ol data-inkling-list="stories" data-inkling-live>${list}</ol>
${body}</body></html>`
  const texts = `<script type="application/json" id="read">${json(read.map(({ title }) => title))}</script>`
  return Object.fromEntries(
    WAYS.flatMap(({ name, tag: isTagged, module }) => {
      const body = module ? `${texts}<script type="module" src="/rivals/pages/${module}"></script>` : ''
      const [first, again] = isTagged
        ? [page(snippet + push([consent, ...reads]) + tag, ''), page(snippet + tag, '')]
        : [page('', body), page('', body)]
      return [
        [`/rivals/${name}.html`, first],
        [`/rivals/${name}-again.html`, again],
      ]
    }),
  )
}
