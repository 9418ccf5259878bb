/**
 * User agents of programs that identify themselves: search engines, link previews, archives, page audits. Most
 * include a contact URL. A headless browser alone doesn't match, because readers' own tools and tests use it; nor do
 * phones made by Cubot.
 */
export const CRAWLER =
  /(?:^|[^u])bots?\b|\+https?:|crawl|spider|slurp|lighthouse|page ?speed|externalhit|^whatsapp\/|(?:bing|uri)preview|google-|mediapartners|validator/i

/**
 * Whether a user agent names a crawler. A crawler gets the page as its editors made it, and nothing is learnt from
 * it.
 */
export function isCrawler(userAgent: string): boolean {
  return CRAWLER.test(userAgent)
}
