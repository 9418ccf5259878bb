import * as dom from '../../lib/dom.ts'
import { isSensitive } from '../read/marks.ts'
import type { Listen } from './listen.ts'
import type { RecordAction } from './subject.ts'

const FORM = '[role=search],search'
/** Where others than the site's template write: what is typed into a form in an article, or in a comment on it, is no search of the site. */
const CONTENT = 'article,[role=article],[data-inkling-item],[data-inkling-ignore]'
const FIELD = 'input[type=search],input[type=text],input:not([type])'
/** Characters. */
const SHORTEST = 2
const LONGEST = 100
/** E-mail addresses, and digits in such numbers that they may be somebody's telephone, card or account. */
const PRIVATE = /\S@\S|\p{Nd}{7}|(?:\p{Nd}[ ()./+-]*){9}/u

/** A query as it is kept, or undefined when it is too short, too long, or may tell who the reader is. */
export function queryOf(text: string | null | undefined): string | undefined {
  const query = (text ?? '').replace(/\s+/g, ' ').trim()
  return query.length < SHORTEST || query.length > LONGEST || PRIVATE.test(query) ? undefined : query
}

/**
 * The field of a form that holds the query. None in a form that asks for a password, that stands in an article or an item, that
 * the site asked not to look at, or marked as sensitive.
 */
function fieldOf(form: Element): HTMLInputElement | null {
  if (dom.closest(form, CONTENT) || isSensitive(form) || dom.querySelector(form, 'input[type=password]')) return null
  return dom.querySelector(form, dom.closest(form, FORM) ? FIELD : 'input[type=search]')
}

function recordSearch(text: string | null | undefined, recordAction: RecordAction): void {
  const query = queryOf(text)
  if (query) recordAction('search', { item: { id: `?${query.toLowerCase()}`, title: query } })
}

/** Searches made by forms. Nothing else of any form is read. */
export function watchSearches(root: Node, listen: Listen, recordAction: RecordAction): void {
  const onSubmit = ({ target }: Event) => {
    // A form that a script sends looks like any other, but nobody has pressed anything.
    if (navigator.userActivation?.isActive !== false) recordSearch(fieldOf(target as Element)?.value, recordAction)
  }
  listen('submit', onSubmit, root)
}

/**
 * The search that this page answers: by the address that the site's tag names, or as `<html>` or `<body>` says it. On anything
 * else the attribute may be a comment's.
 *
 * @param search where searches are answered, as '/search?q'
 */
export function recordAnswered(document: Document, recordAction: RecordAction, search?: string): void {
  const [path, parameter = ''] = search?.split('?') ?? []
  const asked = path === location.pathname ? new URLSearchParams(location.search).get(parameter) : null
  const page = dom.body(document)
  if (isSensitive(page)) return
  const said = [page, dom.documentElement(document)].map((each) => dom.getAttribute(each, 'data-inkling-search'))
  recordSearch(asked ?? said.find((text) => text), recordAction)
}
