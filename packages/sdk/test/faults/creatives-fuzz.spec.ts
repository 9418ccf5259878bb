// Generated creatives in Chromium, without a policy that would stop them.

import { test } from '@playwright/test'
import { expect } from '../expect.ts'
import { tabOf } from '../pages/support/tab.ts'
import { sample } from '../sample.ts'
import { checkGenerated } from './creatives/checks.ts'
import { batches } from './creatives/generate.ts'

test.use({ viewport: { width: 1280, height: 1000 } })

test('There are at least 2,000 creatives.', () => {
  expect(batches.flat().length).toBeGreaterThanOrEqual(2000)
})

for (const [at, strangers] of sample([...batches.entries()], 2))
  test(`No script, no request that depends on the choice, no form, no id, nothing outside the box, the label in front: page ${at}.`, async ({
    page,
  }) => {
    await checkGenerated(tabOf(page), strangers)
  })
