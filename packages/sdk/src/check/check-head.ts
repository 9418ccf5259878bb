import type { Finding } from './report.ts'
import { selectorOf } from './selector.ts'

/** What `npx inkling copy` prints; addresses are the site's own. */
const TAG = '<script async src="/inkling/VERSION/inkling.js" data-model="/inkling/VERSION/encoder-en/"></script>'
const COPY = 'npx inkling copy public/inkling prints both lines.'

const isTag = (script: Element) => /(?:^|\/)inkling(?:\.min)?\.js(?:[?#]|$)/.test(script.getAttribute('src') ?? '')
const isSnippet = (script: Element) =>
  /(?:^|\/)snippet\.js(?:[?#]|$)/.test(script.getAttribute('src') ?? '') ||
  (!script.hasAttribute('src') && /inkling\.mirror/.test(script.textContent ?? ''))

/** What an inline script that comes after it has to wait for. */
function blocks(element: Element): boolean {
  if (element.localName === 'link') {
    const media = element.getAttribute('media') ?? 'all'
    return (
      /(?:^|\s)stylesheet(?:\s|$)/i.test(element.getAttribute('rel') ?? '') &&
      !element.hasAttribute('disabled') &&
      media !== 'print'
    )
  }
  return (
    element.hasAttribute('src') &&
    !['async', 'defer'].some((name) => element.hasAttribute(name)) &&
    element.getAttribute('type') !== 'module'
  )
}

/** Snippet and tag: are they there, and where they should be? */
export function checkHead(document: Document, hasLists: boolean): Finding[] {
  const findings: Finding[] = []
  const say = (severity: Finding['severity'], code: string, message: string, element?: Element, write?: string) =>
    findings.push({ severity, code, message, ...(element && { at: selectorOf(element) }), ...(write && { write }) })
  const scripts = [...document.querySelectorAll('script')]

  const [tag, second] = scripts.filter(isTag)
  if (!tag)
    say(
      'error',
      'no-tag',
      `There is no tag: no <script> whose src ends with inkling.js. ${COPY} (If your own bundle has Inkling from npm in it, this is right: it orders by rank() alone.)`,
      undefined,
      TAG,
    )
  else {
    if (second) say('warning', 'second-tag', 'There is a second tag. It does nothing: take it away.', second)
    if (!tag.hasAttribute('async') && tag.getAttribute('type') !== 'module')
      say('warning', 'tag-blocks', 'The tag has no async: the page waits for it. Write async.', tag, TAG)
    const model = tag.getAttribute('data-model')
    if (!model)
      say(
        'warning',
        'no-model',
        'The tag has no data-model. Words, topics and authors rank; the model, which understands texts, is not used.',
        tag,
        TAG,
      )
    else if (!model.endsWith('/'))
      say(
        'error',
        'model-path',
        `data-model="${model}" is no folder: end it with a slash.`,
        tag,
        `data-model="${model}/"`,
      )
    const language = document.documentElement?.getAttribute('lang')
    const speaks = /encoder-([a-z]{2})\b/.exec(model ?? '')?.[1]
    if (speaks && language && language.slice(0, 2).toLowerCase() !== speaks)
      say(
        'note',
        'language',
        `The page’s language is ${language}, the model’s is ${speaks}: on this page words, topics and authors rank.`,
      )
  }

  const snippet = scripts.find(isSnippet)
  if (!snippet && tag && hasLists)
    say(
      'warning',
      'no-snippet',
      `There is no snippet in the head. Lists are ordered only where nobody has seen them yet, below the window. ${COPY}`,
      undefined,
      '<head>\n<script>…the first line that copy prints…</script>',
    )
  if (snippet) {
    if (!snippet.closest('head'))
      say(
        'warning',
        'late-snippet',
        'The snippet is not in the head. It comes too late for the first paint: move it into the head.',
        snippet,
      )
    const before = [...document.querySelectorAll('link,script')]
    const waits = before.slice(0, before.indexOf(snippet)).filter(blocks)
    if (waits.length)
      say(
        'warning',
        'snippet-waits',
        `The snippet stands behind ${waits.length === 1 ? 'a file that it waits for' : `${waits.length} files that it waits for`}: ${waits
          .slice(0, 2)
          .map((each) => each.getAttribute('href') ?? each.getAttribute('src'))
          .join(', ')}. Put it before stylesheets and scripts.`,
        snippet,
      )
    if (snippet.hasAttribute('async') || snippet.hasAttribute('defer') || snippet.getAttribute('type') === 'module')
      say(
        'warning',
        'snippet-waits',
        'The snippet has async, defer or type=module: it comes too late for the first paint. Take that away.',
        snippet,
      )
  }
  return findings
}
