/** What is served for a path, whether a folder or another server has it. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** What a browser asks for, as far as it matters here. */
export interface PageRequest {
  /** Path and query, without what names the persona. */
  readonly path: string
  readonly accept: string
  readonly language: string
  readonly agent: string
}

/** Where pages come from. */
export interface Source {
  /** Path and query of the first page. */
  readonly first: string
  answer(asked: PageRequest): Promise<Answer>
}

/** Bytes of a page, and of any other file: what is larger isn't shown. */
export const LARGEST_PAGE = 5_000_000
export const LARGEST_FILE = 50_000_000

/** A sentence in place of a page. */
export const sentence = (status: number, text: string): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: Buffer.from(`${text}\n`),
})

/** A URL's path that begins so is another host where it stands alone, in a link or a redirection. */
export const leadsElsewhere = (pathname: string): boolean => pathname.startsWith('//')

/** Path, query and fragment of an address of this origin; undefined for one elsewhere, and where that path would lead elsewhere. */
export const pathWithin = ({ origin, pathname, search, hash }: URL, of: string): string | undefined =>
  origin === of && !leadsElsewhere(pathname) ? pathname + search + hash : undefined
