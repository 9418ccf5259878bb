import { expect } from '@playwright/test'
import type { Fixture, ListExpectation } from '../expectation.ts'
import type { InklingOnPage } from '../support/reader.ts'
import type { Tab } from '../support/tab.ts'
import { rankedOf } from './told.ts'

/** Stands for what is no item, as rankings name it. */
const PLACE = /^inkling:place-\d+$/

/** What each place holds, by id; undefined for what is no item. */
const idsOf = ({ units }: ListExpectation) => units.map(({ id }) => id)

/** Every item is found under its id, with its title and topic, and nothing else is. */
export async function checkFinding(tab: Tab, { lists }: Fixture): Promise<void> {
  const { items } = await tab.evaluate(() => (window as unknown as { inkling: InklingOnPage }).inkling.exportData())
  const kept = new Map(items.map((item) => [item.id, item]))
  for (const list of lists) {
    const ranked = await rankedOf(tab, list.name)
    const found = [...(ranked?.ranking.items ?? [])].sort((a, b) => a.from - b.from).map(({ id }) => id)
    expect
      .soft(
        found.map((id) => (PLACE.test(id) ? undefined : id)),
        `items of ${list.name}, in the page's order`,
      )
      .toEqual(idsOf(list))
    for (const { id, title = '', topic, stays } of list.units) {
      if (id === undefined || stays) continue
      const text = kept.get(id)?.text ?? ''
      expect.soft(text, `text of ${id}`).toContain(topic ? `${topic}: ${title}` : title)
      if (!topic) expect.soft(text.indexOf(title), `what ${id} begins with: ${text}`).toBe(0)
      expect.soft(kept.get(id)?.topic, `topic of ${id}`).toBe(topic?.toLowerCase())
    }
  }
  const expected = new Set(lists.flatMap(idsOf))
  expect
    .soft(
      [...kept.keys()].filter((id) => !expected.has(id)),
      'items that are none',
    )
    .toEqual([])
}
