import * as dom from '../lib/dom.ts'
import { count } from './count.ts'
import { notebook } from './notebook.ts'
import type { Finding } from './report.ts'

/** What `npx --no inkling copy` prints; addresses are the site's own. */
const TAG = '<script async src="/inkling/VERSION/inkling.js" data-model="/inkling/VERSION/encoder-en/"></script>'
const COPY = 'npx --no inkling copy prints both lines.'

const source = (script: Element) => dom.getAttribute(script, 'src') ?? ''
const isTag = (script: Element) => /(?:^|\/)inkling\.js(?:[?#]|$)/.test(source(script))
const isSnippet = (script: Element) =>
  /(?:^|\/)snippet\.js(?:[?#]|$)/.test(source(script)) ||
  (!source(script) && /inkling\.mirror/.test(dom.textContent(script)!))
/** Nothing waits for it, and it comes when it comes. */
const isLate = (script: Element) => dom.matches(script, '[async],[defer],[type=module]')

/** What an inline script behind it waits for. */
const blocks = (element: Element): boolean =>
  dom.localName(element) === 'link'
    ? dom.matches(element, '[rel~=stylesheet]:not([disabled]):not([media=print])')
    : source(element) !== '' && !isLate(element)

/** Snippet and tag: are they there, and where they should be? */
export function checkHead(document: Document, hasLists: boolean): Finding[] {
  const { findings, note } = notebook()
  const scripts = [...dom.querySelectorAll(document, 'script')]
  const [tag, second] = scripts.filter(isTag)
  const snippet = scripts.find(isSnippet)

  if (!tag)
    note(
      'error',
      'no-tag',
      `There is no tag: no script whose src ends with inkling.js. ${COPY} (Inkling from npm needs none.)`,
      undefined,
      TAG,
    )
  else {
    if (second) note('warning', 'second-tag', 'There is a second tag, which does nothing.', second)
    if (!isLate(tag)) note('warning', 'tag-blocks', 'The page waits for the tag: it has no async.', tag, TAG)
    const model = tag.getAttribute('data-model')
    if (!model) note('warning', 'no-model', 'The tag has no data-model: the model is not used.', tag, TAG)
    else if (!model.endsWith('/'))
      note('error', 'model-path', 'data-model is a folder: it ends with a slash.', tag, `data-model="${model}/"`)
    const speaks = /encoder-([a-z]{2})\b/.exec(model ?? '')?.[1]
    const language = dom.getAttribute(dom.documentElement(document), 'lang')
    if (speaks && language && language.slice(0, 2).toLowerCase() !== speaks)
      note('note', 'language', `The page is in ${language}, the model knows ${speaks}: the model is not used.`)
    if (!snippet && hasLists)
      note('warning', 'no-snippet', `There is no snippet in the head: lists in view are not ordered. ${COPY}`)
  }
  if (snippet) {
    const before = [...dom.querySelectorAll(document, 'link,script')]
    const waits = before.slice(0, before.indexOf(snippet)).filter(blocks)
    if (!snippet.closest('head') || isLate(snippet))
      note('warning', 'late-snippet', 'The snippet is late: it belongs into the head, without async or defer.', snippet)
    if (waits.length)
      note(
        'warning',
        'snippet-waits',
        `The snippet waits for ${count(waits.length, 'file')} before it. Put it before stylesheets and scripts.`,
        waits[0],
      )
  }
  return findings
}
