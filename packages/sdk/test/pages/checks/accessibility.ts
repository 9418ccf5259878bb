import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** The violations that axe-core reports on a page: rule and element, by its markup. */
export async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)).sort()
}

/** Reordering has added no violations. */
export async function checkAccessibility(page: Page, before: readonly string[]): Promise<void> {
  const known = new Set(before)
  expect
    .soft(
      (await faultsOf(page)).filter((fault) => !known.has(fault)),
      'what axe-core finds only after ordering',
    )
    .toEqual([])
}
