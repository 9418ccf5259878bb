/** Which items each page listed, and when: a file that a site writes whenever it publishes a page. */
import { addressesOf, type Site } from '../../popularity/page-view.ts'
import { arrayOf, type Json, jsonLine, Malformed, objectOf, whyMalformed } from '../log/event-fields.ts'
import { LogError, linesOfFile } from '../log/lines.ts'
import { instantOf } from '../log/time.ts'

interface Edition {
  /** Milliseconds since 1970; −∞ if the page has always listed these items. */
  readonly from: number
  /** Numbers of the items, in the page's order. */
  readonly items: readonly number[]
}

/** An item as described by the file; its id is its number. */
export interface ListedItem {
  readonly address: string
  readonly fields: Json
}

/** The words of an address, for an item without a title. */
const slug = (address: string) =>
  address
    .replace(/[?#].*$/s, '')
    .replace(/\.\w+$/, '')
    .split('/')
    .filter(Boolean)
    .at(-1)
    ?.replace(/[-_+]+/g, ' ')

export class ListedPages {
  readonly items: ListedItem[] = []
  readonly #numbers = new Map<string, number>()
  readonly #editions = new Map<string, Edition[]>()
  readonly #addressOf: ReturnType<typeof addressesOf>

  constructor(site: Site) {
    this.#addressOf = addressesOf(site)
  }

  get pages(): number {
    return this.#editions.size
  }

  /** @throws Malformed if the line isn't an edition of a page */
  take(line: string): void {
    const edition = jsonLine(line)
    const page = typeof edition.page === 'string' ? this.#addressOf(edition.page) : undefined
    if (page === undefined) throw new Malformed('"page" is not an address of the site')
    const from = edition.from === undefined ? Number.NEGATIVE_INFINITY : instantOf(edition.from)
    if (from === undefined) throw new Malformed('"from" is not a time')
    const items = arrayOf(edition, 'items').map((each) => this.#item(each))
    if (!items.length) throw new Malformed('"items" is empty')
    const editions = this.#editions.get(page) ?? []
    this.#editions.set(page, editions)
    editions.push({ from, items: [...new Set(items)] })
  }

  #item(given: unknown): number {
    const { id, ...fields } = typeof given === 'string' ? { id: given } : objectOf(given, 'an item')
    const address = typeof id === 'string' ? this.#addressOf(id) : undefined
    if (address === undefined) throw new Malformed('the "id" of an item is not an address of the site')
    let number = this.#numbers.get(address)
    if (number === undefined) {
      number = this.items.length
      this.#numbers.set(address, number)
      this.items.push({ address, fields: { title: slug(address) ?? address, ...fields } })
    } else if (Object.keys(fields).length) {
      this.items[number] = { address, fields: { ...this.items[number]!.fields, ...fields } }
    }
    return number
  }

  /** Must be called once all lines have been added. */
  sort(): void {
    for (const editions of this.#editions.values()) editions.sort((a, b) => a.from - b.from)
  }

  /** What a page listed at a given time; undefined if it listed nothing. */
  listedOn(page: string, at: number): readonly number[] | undefined {
    return this.#editions.get(page)?.findLast(({ from }) => from <= at)?.items
  }

  /** The number of the item at this address; undefined if no page lists it. */
  itemAt(address: string): number | undefined {
    return this.#numbers.get(address)
  }

  addressOf(target: string, host?: string): string | undefined {
    return this.#addressOf(target, host)
  }
}

/** @throws LogError if the file has no edition of any page */
export async function readListedPages(
  file: string,
  site: Site,
  onMalformed: (line: number, why: string) => void,
): Promise<ListedPages> {
  const pages = new ListedPages(site)
  for await (const lines of linesOfFile(file))
    for (const { number, text, fault } of lines) {
      const why = fault ?? (text?.trim() ? whyMalformed(() => pages.take(text)) : undefined)
      if (why !== undefined) onMalformed(number, why)
    }
  if (!pages.pages)
    throw new LogError(
      `${file} lists nothing: write lines such as {"page":"/","from":"2026-11-24T08:00Z","items":["/stories/one","/stories/two"]}`,
    )
  pages.sort()
  return pages
}
