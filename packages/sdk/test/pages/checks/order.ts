import { expect } from '@playwright/test'
import type { Fixture, ListExpectation } from '../expectation.ts'
import { type Standing, standing } from '../support/reader.ts'
import type { Tab } from '../support/tab.ts'
import { type RankedDetail, rankedOf } from './told.ts'

/** For each place, the index in the page's own order of the unit that is there, according to the ranking. */
function arrangement({ units }: ListExpectation, { ranking }: RankedDetail): number[] {
  const places = new Map(units.map(({ id }, place) => [id ?? `inkling:place-${place}`, place]))
  return ranking.items.map(({ id }) => places.get(id) ?? Number.NaN)
}

/** The texts of a list's elements, grouped into units. */
function textsByUnit({ units }: ListExpectation, { texts }: Standing): string[][] {
  let at = 0
  return units.map(({ rows = 1 }) => texts.slice(at, (at += rows)))
}

const meanPlace = (order: readonly number[], wanted: readonly number[]) =>
  wanted.reduce((sum, unit) => sum + order.indexOf(unit), 0) / wanted.length

async function checkUnmoved(tab: Tab, { lists }: Fixture, own: ReadonlyMap<string, Standing>): Promise<void> {
  for (const { name } of lists)
    expect.soft((await standing(tab, name)).texts, `${name} stays as it is`).toEqual(own.get(name)!.texts)
}

/**
 * The list is in the ranking's order; what must stay has stayed; items like those that were read have risen; and the
 * nodes are the page's own.
 */
export async function checkOrder(tab: Tab, fixture: Fixture, own: ReadonlyMap<string, Standing>): Promise<void> {
  const { lists, risen, sorted = 'first-frame', restless } = fixture
  if (restless) return
  if (fixture.torn && !(await tab.evaluate(() => 'moveBefore' in Element.prototype)))
    return checkUnmoved(tab, fixture, own)
  if (fixture.unmoved) {
    for (const { name } of lists)
      expect
        .soft(await rankedOf(tab, name), `what is told of ${name}`)
        .toMatchObject({ moved: 0, late: false, why: fixture.unmoved })
    return checkUnmoved(tab, fixture, own)
  }
  let rose = 0
  for (const list of lists) {
    const ranked = await rankedOf(tab, list.name)
    if (!ranked) throw new Error(`nothing was told of ${list.name}`)
    const before = own.get(list.name)!
    const now = await standing(tab, list.name)
    if (ranked.late) {
      expect.soft(sorted, `${list.name} came too late to be sorted`).toBe('perhaps')
      expect.soft(now.texts, `${list.name}, late, stays as it is`).toEqual(before.texts)
      continue
    }
    const order = arrangement(list, ranked)
    const units = textsByUnit(list, before)
    expect.soft(now.texts, `${list.name} stands as told`).toEqual(order.flatMap((unit) => units[unit] ?? ['?']))
    expect.soft(await tab.evaluate((name) => window.probe.sameNodes(name), list.name), `${list.name}: nodes`).toBe(true)
    for (const [place, { id, stays, template }] of list.units.entries()) {
      if (stays || id === undefined) expect.soft(order[place], `what stands at ${place} of ${list.name}`).toBe(place)
      const there = list.units[order[place]!]
      expect.soft(there?.template, `template at ${place} of ${list.name}`).toBe(template)
    }
    const wanted = list.units.flatMap(({ id }, unit) => (id !== undefined && risen.includes(id) ? [unit] : []))
    if (wanted.length === 0) continue
    rose++
    const unmoved = list.units.map((_, unit) => unit)
    expect.soft(meanPlace(order, wanted), `mean place of ${risen.join(' ')}`).toBeLessThan(meanPlace(unmoved, wanted))
  }
  if (sorted === 'first-frame') expect.soft(rose, 'lists with something to bring forward').toBeGreaterThan(0)
}
