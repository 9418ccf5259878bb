import * as dom from '../../lib/dom.ts'
import { isSensitive } from '../read/marks.ts'
import type { Listen } from './listen.ts'
import type { RecordAction } from './subject.ts'

const FORM = '[role=search],search'
/**
 * Places where content may come from people rather than the site's template. A form in an article, or in a comment on
 * an article, isn't the site's search.
 */
const CONTENT = 'article,[role=article],[data-inkling-item],[data-inkling-ignore]'
const FIELD = 'input[type=search],input[type=text],input:not([type])'
/** Minimum and maximum length of a query in characters. */
const SHORTEST = 2
const LONGEST = 100
/** E-mail addresses, and digit sequences long enough to be a phone, card or account number. */
const PRIVATE = /\S@\S|\p{Nd}{7}|(?:\p{Nd}[ ()./+-]*){9}/u

/** Normalises a query. Undefined if it is too short or too long, or if it may identify the reader. */
export function queryOf(text: string | null | undefined): string | undefined {
  const query = (text ?? '').replace(/\s+/g, ' ').trim()
  return query.length < SHORTEST || query.length > LONGEST || PRIVATE.test(query) ? undefined : query
}

/**
 * The form field that contains the query. A form is ignored if it asks for a password, is inside an article or item, is
 * marked as sensitive, or is excluded by the site.
 */
function fieldOf(form: Element): HTMLInputElement | null {
  if (dom.closest(form, CONTENT) || isSensitive(form) || dom.querySelector(form, 'input[type=password]')) return null
  return dom.querySelector(form, dom.closest(form, FORM) ? FIELD : 'input[type=search]')
}

function recordSearch(text: string | null | undefined, recordAction: RecordAction): void {
  const query = queryOf(text)
  if (query) recordAction('search', { item: { id: `?${query.toLowerCase()}`, title: query } })
}

/** Records searches submitted through forms. No other form field is read. */
export function watchSearches(root: Node, listen: Listen, recordAction: RecordAction): void {
  const onSubmit = ({ target }: Event) => {
    // A form submitted by a script looks the same, but without user activation.
    if (navigator.userActivation?.isActive !== false) recordSearch(fieldOf(target as Element)?.value, recordAction)
  }
  listen('submit', onSubmit, root)
}

/**
 * Records the query that this page answers. The query comes from the URL, as configured in the site's tag, or from an
 * attribute on `<html>` or `<body>`. On other elements, the attribute might come from a reader's comment.
 *
 * @param search the site's search URL, such as '/search?q'
 */
export function recordAnswered(document: Document, recordAction: RecordAction, search?: string): void {
  const [path, parameter = ''] = search?.split('?') ?? []
  const asked = path === location.pathname ? new URLSearchParams(location.search).get(parameter) : null
  const page = dom.body(document)
  if (isSensitive(page)) return
  const said = [page, dom.documentElement(document)].map((each) => dom.getAttribute(each, 'data-inkling-search'))
  recordSearch(asked ?? said.find((text) => text), recordAction)
}
