import * as dom from '../../lib/dom.ts'
import { count } from './report/count.ts'
import { notebook } from './report/notebook.ts'
import type { Finding, Reach } from './report/report.ts'

/** Example output of `npx --no inkling copy`; the paths depend on the site. */
const TAG = '<script async src="/inkling/VERSION/inkling.js" data-model="/inkling/VERSION/encoder-en/"></script>'
const COPY = 'npx --no inkling copy prints both lines.'

const source = (script: Element) => dom.getAttribute(script, 'src') ?? ''
const isTag = (script: Element) => /(?:^|\/)inkling\.js(?:[?#]|$)/.test(source(script))
const isSnippet = (script: Element) =>
  /(?:^|\/)snippet\.js(?:[?#]|$)/.test(source(script)) ||
  (!source(script) && /inkling\.snapshot/.test(dom.textContent(script)!))
/** Whether the browser runs a script asynchronously, without blocking the parser. */
const isLate = (script: Element) => dom.matches(script, '[async],[defer],[type=module]')

/** Whether an element delays the inline scripts that follow it. */
const blocks = (element: Element): boolean =>
  dom.localName(element) === 'link'
    ? dom.matches(element, '[rel~=stylesheet]:not([disabled]):not([media=print])')
    : source(element) !== '' && !isLate(element)

/**
 * The language in which the page would be ranked (the page's own language if an additional pack covers it, otherwise
 * the model's), and the page's language, if known.
 */
function languages(document: Document, tag: Element | undefined): { readonly speaks?: string; readonly page?: string } {
  const more = dom.getAttribute(tag, 'data-languages')?.split(',') ?? []
  const own = /encoder-([a-z]{2})\b/.exec(dom.getAttribute(tag, 'data-model') ?? '')?.[1]
  const page = dom.getAttribute(dom.documentElement(document), 'lang')
  const speaks = more.find((code) => code === page?.slice(0, 2).toLowerCase()) ?? own
  return { ...(speaks && { speaks }), ...(page && { page }) }
}

const differ = ({ speaks, page }: ReturnType<typeof languages>) =>
  speaks && page && page.slice(0, 2).toLowerCase() !== speaks

/** The ranking tier that this page's lists reach, judging by the page's markup. */
export function reachOf(document: Document): Reach {
  const tag = [...dom.querySelectorAll(document, 'script')].find(isTag)
  const model = tag?.getAttribute('data-model') ?? null
  const spoken = languages(document, tag)
  const light = (why: string): Reach => ({ tier: 'lexical', why })
  if (!tag) return light('there is no tag (with Inkling from npm, it depends on the option model)')
  if (!model) return light('the tag has no data-model')
  const never = ['data-download', 'data-table'].filter((name) => tag.getAttribute(name) === 'never')
  if (never.length === 2) return light('data-table and data-download are never')
  if (differ(spoken)) return light(`the page is in ${spoken.page}, but the model’s language is ${spoken.speaks}`)
  return {
    tier: 'semantic',
    why: 'the tag has a model for the page’s language; its table loads on the first page view with consent, the rest on the second, and both are used once four fifths of the items have a vector',
  }
}

/** Checks that the snippet and the tag are present and in the right place. */
export function checkHead(document: Document, hasLists: boolean): Finding[] {
  const { findings, note } = notebook()
  const scripts = [...dom.querySelectorAll(document, 'script')]
  const [tag, second] = scripts.filter(isTag)
  const snippet = scripts.find(isSnippet)

  if (!tag)
    note(
      'error',
      'no-tag',
      `There is no tag: no script whose src ends with inkling.js. ${COPY} (Inkling from npm doesn’t need it.)`,
      undefined,
      TAG,
    )
  else {
    if (second) note('warning', 'second-tag', 'There is a second tag, which does nothing.', second)
    if (!isLate(tag)) note('warning', 'tag-blocks', 'The tag has no async, so the page waits for it.', tag, TAG)
    const model = tag.getAttribute('data-model')
    if (!model) note('warning', 'no-model', 'The tag has no data-model, so no model is used.', tag, TAG)
    else if (!model.endsWith('/'))
      note('error', 'model-path', 'data-model is a folder and must end with a slash.', tag, `data-model="${model}/"`)
    if (dom.getAttribute(tag, 'data-report') !== null) {
      if (!dom.matches(tag, '[data-holdout],[data-experiments]'))
        note('warning', 'no-arms', 'data-report sends nothing without data-holdout or data-experiments.', tag)
      note(
        'note',
        'bits',
        'For each experiment, a device sends one randomised bit, with ε 1. A result takes 10,000 to 100,000 devices per arm, or more. Run npx --no inkling power to see how many, before anything is sent.',
        tag,
      )
    }
    const spoken = languages(document, tag)
    if (differ(spoken))
      note(
        'note',
        'language',
        `The page is in ${spoken.page}, but the model’s language is ${spoken.speaks}, so no model is used.`,
      )
    if (!snippet && hasLists)
      note('warning', 'no-snippet', `There is no snippet in the head, so lists in view are not ordered. ${COPY}`)
  }
  if (snippet) {
    const before = [...dom.querySelectorAll(document, 'link,script')]
    const waits = before.slice(0, before.indexOf(snippet)).filter(blocks)
    if (!snippet.closest('head') || isLate(snippet))
      note('warning', 'late-snippet', 'The snippet runs late. It must be in the head, without async or defer.', snippet)
    if (waits.length)
      note(
        'warning',
        'snippet-waits',
        `The snippet waits for ${count(waits.length, 'file')} before it. Put it before style sheets and scripts.`,
        waits[0],
      )
  }
  return findings
}
