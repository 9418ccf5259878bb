/**
 * Whether the URL asks for a developer feature (preview, inspector) that the site allows. By default, the feature is
 * allowed only on the developer's own machine, so that a link with this query string does nothing for readers.
 *
 * @param words the text that the query string must contain
 * @param allowed the option `preview` or `inspect`, as written by the site
 */
export const isRequested = (words: string, allowed?: string): boolean =>
  location.search.includes(words) &&
  // Host names contain no spaces, so the option and the host name can be matched as one string.
  /^(always .*|[lu]\w+ (localhost|127\.0\.0\.1|\[::1]))$/.test(`${allowed} ${location.hostname}`)
