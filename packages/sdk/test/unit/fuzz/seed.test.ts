// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'

const drawn = () => fc.sample(fc.string(), fc.readConfigureGlobal() as { seed: number })

test.skipIf(process.env['INKLING_FULL'])('Properties draw the same each time.', () => {
  expect(fc.readConfigureGlobal().seed).toEqual(expect.any(Number))
  expect(drawn()).toEqual(drawn())
})
