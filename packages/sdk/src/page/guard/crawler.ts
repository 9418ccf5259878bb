/**
 * User agents of programs that identify themselves, such as search engines, link previews, archives and page audits.
 * Most include a contact URL. Headless browsers don't match just for being headless, because tests and readers' own
 * tools use them; phones made by Cubot don't match either.
 */
export const CRAWLER =
  /(?:^|[^u])bots?\b|\+https?:|crawl|spider|slurp|lighthouse|page ?speed|externalhit|^whatsapp\/|(?:bing|uri)preview|google-|mediapartners|validator/i

/**
 * Whether a user agent names a crawler. A crawler gets the page as its editors made it, and nothing is learned from its
 * visits.
 */
export function isCrawler(userAgent: string): boolean {
  return CRAWLER.test(userAgent)
}
