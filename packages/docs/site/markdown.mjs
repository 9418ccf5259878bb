/** Rules for the Markdown of the documents. */

/** The documents are Markdown, not templates: an element that isn't listed here is text that someone forgot to quote. */
const ELEMENTS =
  /^<(?:!--|\/?(?:a|b|br|details|em|h\d|i|img|kbd|li|ol|p|picture|source|strong|sub|summary|sup|table|tbody|td|th|thead|tr|ul)\b)/i

/** @param {import('markdown-it').default} md */
export function plainHtml(md) {
  for (const kind of ['html_inline', 'html_block']) {
    const render = md.renderer.rules[kind]
    md.renderer.rules[kind] = (tokens, index, ...rest) => {
      const { content } = tokens[index]
      return ELEMENTS.test(content.trim()) ? render(tokens, index, ...rest) : md.utils.escapeHtml(content)
    }
  }
}

/** A comment that stands for a component on the site, and for nothing elsewhere. */
const LIVE = /^<!-- live: (stories|creatives) -->$/

/** Shows a list that is ranked in the reader's browser in the place of `<!-- live: stories -->`. */
export function liveLists(md) {
  const render = md.renderer.rules.html_block
  md.renderer.rules.html_block = (tokens, index, ...rest) => {
    const [, kind] = LIVE.exec(tokens[index].content.trim()) ?? []
    return kind ? `<LiveList kind="${kind}" />` : render(tokens, index, ...rest)
  }
}

/**
 * Turns header cells without text into ordinary cells, because a screen reader would announce an empty header for each
 * cell.
 */
export function emptyHeaders(md) {
  md.core.ruler.push('empty-headers', ({ tokens }) => {
    for (let index = 0; index < tokens.length - 2; index++)
      if (tokens[index].type === 'th_open' && !tokens[index + 1].content)
        tokens[index].tag = tokens[index + 2].tag = 'td'
  })
}
