/** Reconstructs showings and clicks from page views, for sites that log no showings. */
import type { ListedPages } from './listed-pages.ts'

export interface View {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Distinguishes readers within a visit. */
  readonly reader: string
  /** Identifies the reader across visits; undefined if the log doesn't. */
  readonly user: string | undefined
  readonly page: string
  /** The page on this site that linked here, if any. */
  readonly from: string | undefined
}

/** A visit ends after 30 minutes without a view, as in GA4 and Matomo. */
const VISIT = 30 * 60_000

interface Visit {
  readonly user: string
  last: number
  /** The latest showing of each page. */
  readonly showings: Map<string, { readonly id: string; readonly items: ReadonlySet<number> }>
}

/** An event in Metarank's format. */
type Event = Readonly<Record<string, unknown>>

/** Counts that show how much of what readers saw is in the log. */
export interface Coverage {
  readonly views: number
  readonly showings: number
  readonly clicks: number
  /**
   * Clicks on an item that the linking page lists, but without a view of that page in the visit, because it came from a
   * cache, for example.
   */
  readonly unseen: number
  /** Views that are older than an earlier line by more than the pause that ends a visit. */
  readonly late: number
}

/**
 * A view of a page that lists items counts as a showing of all of them. A view of one of these items in the same visit,
 * with that page as its referrer, counts as a click. Keeps only the visits of the last half hour in memory, so views
 * must be in chronological order.
 */
export class Showings {
  readonly #pages: ListedPages
  readonly #visits = new Map<string, Visit>()
  readonly #counts = { views: 0, showings: 0, clicks: 0, unseen: 0, late: 0 }
  #newest = Number.NEGATIVE_INFINITY
  #swept = Number.NEGATIVE_INFINITY
  #visitCount = 0

  constructor(pages: ListedPages) {
    this.#pages = pages
  }

  get coverage(): Coverage {
    return { ...this.#counts }
  }

  /** Events that describe the items; to be written once. */
  described(): Event[] {
    return this.#pages.items.map(({ fields }, number) => ({
      event: 'item',
      item: `${number}`,
      timestamp: 0,
      fields: Object.entries(fields).map(([name, value]) => ({ name, value })),
    }))
  }

  /** @returns the showing and the click that the view represents, if any */
  take({ at, reader, user, page, from }: View): Event[] {
    this.#counts.views++
    if (at < this.#newest - VISIT) this.#counts.late++
    this.#newest = Math.max(at, this.#newest)
    this.#sweep()
    let visit = this.#visits.get(reader)
    if (!visit || Math.abs(at - visit.last) > VISIT) {
      visit = { user: user ?? `visit ${++this.#visitCount}`, last: at, showings: new Map() }
      this.#visits.set(reader, visit)
    }
    visit.last = Math.max(at, visit.last)
    const events: Event[] = []
    const item = this.#pages.itemAt(page)
    if (item !== undefined && from !== undefined && from !== page) {
      const showing = visit.showings.get(from)
      if (showing?.items.has(item)) {
        this.#counts.clicks++
        events.push({ event: 'interaction', ranking: showing.id, item: `${item}`, timestamp: at, type: 'click' })
      } else if (this.#pages.listedOn(from, at)?.includes(item)) this.#counts.unseen++
    }
    const listed = this.#pages.listedOn(page, at)
    if (listed) {
      const id = `${++this.#counts.showings}`
      visit.showings.set(page, { id, items: new Set(listed) })
      const items = listed.map((number) => ({ id: `${number}` }))
      events.push({ event: 'ranking', id, timestamp: at, user: visit.user, items })
    }
    return events
  }

  #sweep(): void {
    if (this.#newest - this.#swept < VISIT) return
    this.#swept = this.#newest
    for (const [reader, { last }] of this.#visits) if (last < this.#newest - VISIT) this.#visits.delete(reader)
  }
}
