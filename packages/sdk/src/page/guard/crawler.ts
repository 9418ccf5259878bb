/**
 * Programs that say what they are: search engines, link previews, archives, audits of a page. Most name an address to
 * complain to. A headless browser alone is none: readers' own tools and tests use it. Neither is a phone made by Cubot.
 */
export const CRAWLER =
  /(?:^|[^u])bots?\b|\+https?:|crawl|spider|slurp|lighthouse|page ?speed|externalhit|^whatsapp\/|(?:bing|uri)preview|google-|mediapartners|validator/i

/** Whether a browser's own words name a crawler: it gets the page as its editors made it, and teaches nothing. */
export function isCrawler(userAgent: string): boolean {
  return CRAWLER.test(userAgent)
}
