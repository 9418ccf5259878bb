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
