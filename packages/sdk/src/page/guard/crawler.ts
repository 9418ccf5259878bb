/**
 * User agents of programs that identify themselves, such as search engines, link previews, archives and page audits.
 * Most include a contact URL. Headless browsers don't match on that ground alone, because tests and readers' own tools
 * use them; nor do phones made by Cubot.
 */
export const CRAWLER =
  /(?:^|[^u])bots?\b|\+https?:|crawl|spider|slurp|lighthouse|page ?speed|externalhit|^whatsapp\/|(?:bing|uri)preview|google-|mediapartners|validator/i

/**
 * Whether a user agent names a crawler. A crawler gets the page as its editors made it, and nothing is learnt from its
 * visits.
 */
export function isCrawler(userAgent: string): boolean {
  return CRAWLER.test(userAgent)
}
