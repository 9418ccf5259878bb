/**
 * Whether the address names a persona, and the site lets it be shown: by default on the developer's own machine alone, so that
 * a link that somebody else sends changes nothing for a reader.
 *
 * @param allowed the option `preview`, as it was written
 */
export const isPreview = (allowed?: string): boolean =>
  // Neither a host nor a query has a blank in it.
  /^(always |[lu]\w+ (localhost|127\.0\.0\.1|\[::1])\?).*inkling-persona=/.test(
    `${allowed} ${location.hostname}${location.search}`,
  )
