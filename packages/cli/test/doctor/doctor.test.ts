// @vitest-environment node
// The doctor finds planted faults, and raises no alarm for healthy fleets.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { examine } from '../../src/doctor/examine.ts'
import { readDevices } from '../../src/doctor/read-devices.ts'
import { type Faults, linesOf } from './fleet.ts'

const RUNS = process.env['INKLING_FULL'] ? 400 : 3
/** The documented size, in devices of both arms. */
const DEVICES = 4000
const EVEN = { holdout: 0.5, ranked: 0.5 }

vi.setConfig({ testTimeout: 900_000 })

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-doctor-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
async function readLines(lines: readonly string[], experiment = 'holdout') {
  const file = join(folder, `${files++}`)
  writeFileSync(file, lines.join('\n'))
  const told: string[] = []
  const read = await readDevices(file, experiment, (line, why) => told.push(`${line}: ${why}`))
  rmSync(file)
  return { ...read, told }
}

/** Finding levels for a simulated fleet, by subject. */
async function found(seed: number, faults: Faults = {}, devices = DEVICES) {
  const { devices: read } = await readLines(linesOf(devices, seed, faults))
  return Object.fromEntries(examine(read, { control: 'holdout', shares: EVEN }).map(({ of, level }) => [of, level]))
}

async function share(
  faults: Faults,
  isFound: (levels: Record<string, string>) => boolean,
  devices = DEVICES,
): Promise<number> {
  let times = 0
  for (let run = 0; run < RUNS; run++) times += Number(isFound(await found(run, faults, devices)))
  return times / RUNS
}

describe('with 4,000 devices', () => {
  test('an arm that records a tenth fewer impressions is found in at least 95 of 100 fleets', async () => {
    expect(await share({ dropped: 0.1 }, ({ recording }) => recording === 'alarm')).toBeGreaterThanOrEqual(0.95)
  })

  test('a healthy fleet raises an alarm or a warning in at most 5 of 100 cases', async () => {
    const isIll = (levels: Record<string, string>) => /alarm|warning/.test(Object.values(levels).join())
    expect(await share({}, isIll)).toBeLessThanOrEqual(0.05)
    // An uplift of zero isn't a fault either.
    expect(await share({ clicks: 1 }, isIll)).toBeLessThanOrEqual(0.05)
  })

  test('a holdout that performs a third better is found', async () => {
    expect(await share({ clicks: 0.67 }, ({ clicks }) => clicks === 'alarm')).toBeGreaterThanOrEqual(0.95)
  })
})

test.each([
  [{ lost: 0.2 }, 'devices', 'alarm'],
  [{ kept: 0.5 }, 'forecast', 'warning'],
  [{ known: 0.01 }, 'known', 'warning'],
  [{ cold: 0.4 }, 'cold', 'warning'],
  [{ slow: 0.2 }, 'time', 'warning'],
  [{ unknown: 0.1 }, 'words', 'warning'],
] as const)('%o is reported: %s', async (faults, of, level) => {
  expect((await found(1, faults))[of]).toBe(level)
})

describe('with 8,000 devices', () => {
  test('declining predictions are found in 95 of 100 fleets, even if the overall forecast is still fine', async () => {
    const late = { keptLater: 0.65 }
    const isFound = ({ drift }: Record<string, string>) => drift === 'warning'
    expect(await share(late, isFound, 8000)).toBeGreaterThanOrEqual(0.95)
    expect((await found(1, late, 8000))['forecast']).toBe('fine')
    expect(await share({}, isFound, 8000)).toBeLessThanOrEqual(0.01)
    // Improvement over time isn't drift.
    expect((await found(1, { kept: 0.65, keptLater: 1 }, 8000))['drift']).toBe('fine')
    expect((await found(1, late, 2000))['drift']).toBeUndefined()
  })
})

test('if devices were lost, nothing is compared', async () => {
  const levels = await found(1, { lost: 0.2, clicks: 0.5, dropped: 0.5 })
  expect(levels['devices']).toBe('alarm')
  expect([levels['clicks'], levels['recording']]).toEqual([undefined, undefined])
})

test('for a single device, shares are reported and arms are not compared', async () => {
  // A single device, in the holdout and in the other arm.
  for (const seed of [1, 3]) {
    const levels = await found(seed, {}, 1)
    expect(levels['arms']).toBe('open')
    expect(levels['known']).toBeDefined()
  }
})

test('exports are read in each format, and the lines of anything else are reported', async () => {
  const tally = { experiment: 'holdout', arm: 'ranked', since: 0, exposed: 1, counts: { view: 2 }, before: {} }
  const { devices, told, ...counts } = await readLines([
    JSON.stringify({ version: 1, events: [], items: [], tallies: [tally] }),
    JSON.stringify([{ ...tally, experiment: 'other' }, tally]),
    JSON.stringify([tally, { ...tally, arm: 'holdout' }]),
    JSON.stringify([{ ...tally, experiment: 'other' }]),
    '{',
    JSON.stringify({ version: 1 }),
    JSON.stringify([{ ...tally, arm: '\u001b[2J' }]),
    JSON.stringify([{ ...tally, counts: { view: '2' } }]),
    JSON.stringify([{ ...tally, counts: { view: 1e300 } }]),
    JSON.stringify([{ ...tally, since: 1e300 }]),
    JSON.stringify(Array.from({ length: 41 }).fill(tally)),
    '{"tallies":[{"experiment":"holdout","arm":"a","counts":{"__proto__":1}}]}',
  ])
  expect(devices).toHaveLength(2)
  expect(devices[0]).toEqual({
    experiment: 'holdout',
    arm: 'ranked',
    counts: { view: 2 },
    before: {},
    exposed: true,
    since: 0,
  })
  expect(counts).toEqual({ lines: 12, malformed: 8, mixed: 1, without: 1 })
  expect(told.map((each) => each.split(':')[0])).toEqual(['5', '6', '7', '8', '9', '10', '11', '12'])
})

test('any file is either read or reported', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(fc.json(), fc.string()), { minLength: 1, maxLength: 5 }), async (lines) => {
      if (!lines.some((line) => line.trim())) return
      const { devices, told, malformed } = await readLines(lines)
      expect(devices).toEqual([])
      expect(told).toHaveLength(malformed)
    }),
  )
})
