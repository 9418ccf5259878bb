/** The actions of a fixture's reader. */
import type { Fixture } from '../expectation.ts'
import type { Site } from './site.ts'
import { type Tab, until } from './tab.ts'

/** The part of the tag's API that is used in pages. */
export interface InklingOnPage {
  push(call: unknown[]): void
  undo(list: string): boolean
  status(): Promise<{ events: number }>
  exportData(): Promise<{ events: unknown[]; items: ReadonlyArray<{ id: string; text: string; topic?: string }> }>
}
type OnPage = { inkling: InklingOnPage }

/** The state of a list. */
export interface Standing {
  readonly texts: readonly string[]
  readonly html: string
}

/** The page without a history: a first visit. */
export async function visitFirst(tab: Tab, site: Site, name: string, fixture: Fixture): Promise<void> {
  await tab.goto(site.address(name))
  await until(tab, 'inkling:ready', () => window.probe.told.some(({ name }) => name === 'ready'))
  await arrive(tab, fixture)
}

export async function arrive(tab: Tab, { arrive, lists }: Fixture): Promise<void> {
  if (arrive) await tab.evaluate(arrive)
  const sizes = lists.map(({ name, units }) => ({
    name,
    size: units.reduce((sum, { rows = 1 }) => sum + rows, 0),
  }))
  await until(
    tab,
    `the lists are there with ${sizes.map(({ name, size }) => `${size} elements in ${name}`).join(', ')}`,
    (sizes) =>
      sizes.every(({ name, size }) => {
        try {
          return window.probe.shown(name).length === size
        } catch {
          return false
        }
      }),
    sizes,
  )
}

export const standing = (tab: Tab, list: string): Promise<Standing> =>
  tab.evaluate(
    (name) => ({
      texts: window.probe.shown(name).map((element) => window.probe.textOf(element)),
      html: window.probe.list(name).outerHTML,
    }),
    list,
  )

/** Every list by name. */
export async function standings(tab: Tab, { lists }: Fixture): Promise<ReadonlyMap<string, Standing>> {
  const found = new Map<string, Standing>()
  for (const { name } of lists) found.set(name, await standing(tab, name))
  return found
}

/** Grants consent, reads the texts to learn from, and stays until the next page is prepared. */
export async function teach(tab: Tab, { taught }: Fixture): Promise<void> {
  await tab.evaluate(() => {
    const { inkling } = window as unknown as OnPage
    inkling.push(['consent', { content: true, creatives: false, measurement: false }])
  })
  await until(tab, 'inkling:ready with consent', () =>
    window.probe.told.some(({ name, detail }) => name === 'ready' && detail.consent.state === 'granted'),
  )
  await tab.evaluate(({ topic, titles }) => {
    const { inkling } = window as unknown as OnPage
    for (const [at, title] of titles.entries())
      inkling.push(['track', 'read', { id: `/taught/${at}`, title, ...(topic && { topic }) }, { seconds: 40 }])
  }, taught)
  await until(
    tab,
    'the history is kept',
    async (count) => (await (window as unknown as OnPage).inkling.status()).events >= count,
    taught.titles.length,
  )
  await until(
    tab,
    'the next page is prepared',
    () => JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}').position > 0,
  )
}

/** Opens the page again from another page, since a reload behaves differently. */
export async function visitAgain(tab: Tab, site: Site, name: string, fixture: Fixture): Promise<void> {
  await tab.goto(site.empty)
  await tab.goto(site.address(name))
  await until(tab, 'inkling:ready with consent', () =>
    window.probe.told.some(({ name, detail }) => name === 'ready' && detail.consent.state === 'granted'),
  )
  await arrive(tab, fixture)
}
