/**
 * The description of a page for llms.txt and search engines: the first sentence of its first paragraph, or of a
 * record's decision.
 */

/** @param {string} text a document @returns {string | undefined} */
export function describe(text) {
  const paragraphs = text.split(/\n{2,}/).slice(1)
  const starting = (pattern) => paragraphs.find((part) => pattern.test(part))
  const first =
    starting(/^\*\*Decision\.\*\*\s+\S/) ?? starting(/^\*\*Context\.\*\*\s+\S/) ?? starting(/^(?!```)[\p{L}`["“]/u)
  return first
    ?.replace(/^\*\*\w+\.\*\*/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .match(/^.+?[.:](?= |$)/)?.[0]
    .replace(/:$/, '.')
}

/** Adds the description as front matter, which the documents themselves don't have. */
export function withDescription(text) {
  const description = !text.startsWith('---') && describe(text)
  return description ? `---\ndescription: ${JSON.stringify(description)}\n---\n\n${text}` : text
}
