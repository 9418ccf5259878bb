/** A response from a folder or from another server. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** The parts of a browser's request that the preview needs. */
export interface PageRequest {
  /** Path and query, without the persona parameter. */
  readonly path: string
  readonly accept: string
  readonly language: string
  readonly agent: string
}

/** A source of pages. */
export interface Source {
  /** Path and query of the page to open first. */
  readonly first: string
  answer(asked: PageRequest): Promise<Answer>
}

/** Maximum size in bytes of a page, and of any other file. */
export const LARGEST_PAGE = 5_000_000
export const LARGEST_FILE = 50_000_000

/** A plain-text response sent instead of a page. */
export const sentence = (status: number, text: string): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: Buffer.from(`${text}\n`),
})

/** In a link or redirect, a path with two leading slashes would lead to another host. */
export const leadsElsewhere = (pathname: string): boolean => pathname.startsWith('//')

/**
 * Path, query and fragment of an address on this origin; undefined for addresses on other origins and for paths that
 * would lead to another host.
 */
export const pathWithin = ({ origin, pathname, search, hash }: URL, of: string): string | undefined =>
  origin === of && !leadsElsewhere(pathname) ? pathname + search + hash : undefined
