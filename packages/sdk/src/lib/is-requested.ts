/**
 * Whether the URL asks for a developer feature (preview, inspector) that the site allows. By default only the
 * developer's own machine allows it, so that a link from somebody else changes nothing for a reader.
 *
 * @param words text that the query string must contain
 * @param allowed the option `preview` or `inspect`, as it was written
 */
export const isRequested = (words: string, allowed?: string): boolean =>
  location.search.includes(words) &&
  // A host name contains no space, so the two can be matched as one string.
  /^(always .*|[lu]\w+ (localhost|127\.0\.0\.1|\[::1]))$/.test(`${allowed} ${location.hostname}`)
