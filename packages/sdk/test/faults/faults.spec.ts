/**
 * Every fault in a real browser: what must hold does, the page is usable, and so are a reload during the fault and
 * the next page after it.
 */

import { sample } from '../sample.ts'
import type { Fault } from './fault.ts'
import { MODEL } from './model.ts'
import { SCRIPT } from './script.ts'
import { codes, expect, expectUsable, seed, stored, test, track, until } from './site.ts'
import { STORAGE } from './storage.ts'

const KINDS: ReadonlyArray<readonly Fault[]> = [STORAGE, MODEL, SCRIPT]
const FAULTS = KINDS.flat()
/** Number of faults of each kind in `npm test`. */
const SOME = 2

test('There are enough of them, and no two are alike.', () => {
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length)
  expect(FAULTS.length).toBeGreaterThanOrEqual(40)
})

for (const fault of KINDS.flatMap((faults) => sample(faults, SOME))) {
  test(`${fault.name}: ${fault.promise}`, async ({ context, site }) => {
    const stage = { context, site }
    await seed(context, site)
    await fault.arrange?.(stage)
    const page = await context.newPage()
    if (fault.init) await page.addInitScript(fault.init)
    await page.goto(site.origin)
    await until(page, 'ready')
    await fault.act?.(page, stage)
    await expect.poll(() => codes(page), { timeout: 30_000 }).toEqual(fault.codes ?? [])
    // Whatever is called, nothing is thrown.
    await track(page, '/tracked', 'click')
    await expectUsable(page)
    expect(await codes(page)).toEqual(fault.codes ?? [])
    // The reader reloads it, and the fault still stands: nothing else is wrong than was before.
    if (!fault.once) {
      await page.reload()
      await until(page, 'ready')
      await track(page, '/reloaded', 'click')
      await expectUsable(page)
      for (const code of await codes(page)) expect(fault.codes ?? []).toContain(code)
    }
    await page.close()

    site.answer = undefined
    await fault.mend?.(stage)
    const next = await context.newPage()
    await next.goto(site.origin)
    await until(next, 'ready', ({ consent }) => consent.state === 'granted')
    await fault.after?.(next, stage)
    await expectUsable(next)
    await track(next, '/after', 'click')
    expect(await stored(next)).toContain('/after')
    expect(await codes(next)).toEqual([])
  })
}
