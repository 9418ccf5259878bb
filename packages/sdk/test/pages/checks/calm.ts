import { expect } from '@playwright/test'
import type { Fixture } from '../expectation.ts'
import type { Tab } from '../support/tab.ts'

/** No frame showed a list in two orders, no list had a layout shift, and there were no errors. */
export async function checkCalm(tab: Tab, { restless }: Fixture): Promise<void> {
  const { flashes, shifts, errors, told } = await tab.evaluate(() => {
    const { flashes, shifts, errors, told } = window.probe
    return { flashes, shifts, errors, told: told.filter(({ name }) => name === 'error') }
  })
  expect.soft(errors, 'uncaught errors').toEqual([])
  if (restless) return
  expect.soft(told, 'inkling:error').toEqual([])
  expect.soft(flashes, 'lists that a frame showed in another order than the frame before').toEqual([])
  expect.soft(shifts, 'layout shifts in lists').toEqual([])
}
