import * as dom from '../../lib/dom.ts'

/** What the page is about, as its site labels it for slots: Open Graph's section, or a mark on what the page mainly is. */
export function topicOfPage(): string | undefined {
  const meta = dom.querySelector(document, 'meta[property="article:section"]')
  const marked = dom.querySelector(
    document,
    ':is(html,body,main,article)[data-inkling-topic]:not([data-inkling-list] *,[data-inkling-slot] *)',
  )
  return dom.getAttribute(meta, 'content') ?? dom.getAttribute(marked, 'data-inkling-topic') ?? undefined
}
