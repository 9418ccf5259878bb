// Generated creatives in Chromium, without a policy: whatever is shown, and whatever isn't, nothing of it acts on the page.

import { test } from '@playwright/test'
import { expect } from '../expect.ts'
import { sample } from '../sample.ts'
import { generate } from './creatives/generate.ts'
import { closeShop, openShop } from './creatives/site.ts'
import { twice } from './creatives/visit.ts'

/** On one page. */
const MANY = 60
const all = generate(Number(process.env['INKLING_SEED'] ?? 1))
const batches = Array.from({ length: Math.ceil(all.length / MANY) }, (_, at) => all.slice(at * MANY, (at + 1) * MANY))

test('There are at least 2,000.', () => {
  expect(all.length).toBeGreaterThanOrEqual(2000)
})

for (const [at, strangers] of sample([...batches.entries()], 2))
  test(`No script, no request by choice, no form, no id, nothing outside the box, the label in front: page ${at}.`, async ({
    browser,
  }) => {
    const shop = await openShop()
    shop.strangers = strangers
    const asked: string[][] = []
    for (const first of ['stranger', 'plain'] as const) {
      const context = await browser.newContext()
      const views = await twice(shop, context, first)
      await context.close()
      for (const { done, wrong, shown, refused } of views) {
        expect(done).toEqual([])
        expect(wrong).toEqual([])
        // What is shown is what wasn't refused; in place of the others stands what is plain.
        const expected = strangers.map((_, at) =>
          first === 'stranger' && !refused.some((each) => each.includes(`'x${at}'`)) ? 'stranger' : 'plain',
        )
        expect(shown).toEqual(expected)
      }
      if (first === 'stranger') expect(views[1].shown.filter((each) => each === 'stranger').length).toBeGreaterThan(0)
      asked.push(views.map((view) => view.asked.join(' ')))
    }
    closeShop(shop)
    expect(asked[1]).toEqual(asked[0])
    expect(asked[0]!.join()).toContain('/ask-')
  })
