/**
 * Whether the address asks for something that readers don't have, and the site lets it be asked for: by default on the developer's
 * own machine alone, so that a link that somebody else sends changes nothing for a reader.
 *
 * @param words that stand in the query
 * @param allowed the option `preview` or `inspect`, as it was written
 */
export const isRequested = (words: string, allowed?: string): boolean =>
  location.search.includes(words) &&
  // No host has a blank in it.
  /^(always .*|[lu]\w+ (localhost|127\.0\.0\.1|\[::1]))$/.test(`${allowed} ${location.hostname}`)
