import { expect } from '@playwright/test'
import type { Fixture, ListExpectation } from '../expectation.ts'
import type { InklingOnPage } from '../support/reader.ts'
import type { Tab } from '../support/tab.ts'
import { rankedOf } from './told.ts'

/** Stands for an entry that isn't an item, as in rankings. */
const PLACE = /^inkling:place-\d+$/

/** The id at each place; undefined if the entry isn't an item. */
const idsOf = ({ units }: ListExpectation) => units.map(({ id }) => id)

/** Every item is found with its id, title and topic, and nothing else is. */
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
    const known = list.units.filter(({ id, stays }) => id !== undefined && !stays)
    // Compare only the promised part of a text; a summary may follow.
    const begins = known.map(({ topic, title = '' }) => (topic ? `${topic}: ${title}` : title))
    expect
      .soft(
        known.map(({ id }, at) => kept.get(id!)?.text.slice(0, begins[at]!.length)),
        `what the items of ${list.name} say first`,
      )
      .toEqual(begins)
    const whole = known.filter(({ text }) => text !== undefined)
    expect
      .soft(
        whole.map(({ id }) => kept.get(id!)?.text),
        `all that the items of ${list.name} say`,
      )
      .toEqual(whole.map(({ text }) => text))
    expect
      .soft(
        known.map(({ id }) => kept.get(id!)?.topic),
        `topics of the items of ${list.name}`,
      )
      .toEqual(known.map(({ topic }) => topic?.toLowerCase()))
  }
  const expected = new Set(lists.flatMap(idsOf))
  expect
    .soft(
      [...kept.keys()].filter((id) => !expected.has(id)),
      'items that are none',
    )
    .toEqual([])
}
