import { expect } from '@playwright/test'
import type { Fixture } from '../expectation.ts'
import type { Tab } from '../support/tab.ts'

/** The page's own script still works in a reordered list. */
export async function checkWorks(tab: Tab, { works }: Fixture): Promise<void> {
  await tab.evaluate(() => {
    window.probe.watching = false
  })
  expect.soft(await tab.evaluate(works), "the page's own script works").toBe(true)
  expect.soft(await tab.evaluate(() => window.probe.errors), 'uncaught errors').toEqual([])
}
