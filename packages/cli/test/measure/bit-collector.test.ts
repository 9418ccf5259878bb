// @vitest-environment node
// The example collector stores only bits, and its log reveals the share before the noise.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collector } from '../../../../docs/examples/bit-collector.mjs'
import { measure } from '../../../measure/src/estimator/measure.ts'
import { randomised } from '../../../measure/src/estimator/randomised-response.ts'
import { uniform } from '../../src/evaluate/random.ts'
import { read } from '../../src/measure/read.ts'

let folder = ''
let log = ''
let server: Server
let address = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-bits-'))
  log = join(folder, 'bits.jsonl')
  server = createServer(collector(log))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/inkling/bit`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const lineOf = (arm: string, bit: number) => JSON.stringify({ experiment: 'holdout', arm, bit })
const post = async (body: string, more: RequestInit = {}) =>
  (await fetch(address, { method: 'POST', body, ...more })).status

test('it stores the documented bytes and rejects everything else', async () => {
  expect(await post(lineOf('ranked', 1))).toBe(204)
  expect(await post(lineOf('holdout', 0))).toBe(204)
  expect(await post(lineOf('ranked', 2))).toBe(400)
  expect(await post(`${lineOf('ranked', 1)}\n`)).toBe(400)
  expect(await post(`${lineOf('ranked', 1)}\n${lineOf('ranked', 1)}`)).toBe(400)
  expect(await post('{"experiment":"a","arm":"b","bit":1,"device":"d"}')).toBe(400)
  expect(await post('')).toBe(400)
  expect(await post('x'.repeat(121))).toBe(413)
  expect(await post(lineOf('ranked', 1), { headers: { 'sec-fetch-site': 'cross-site' } })).toBe(403)
  expect((await fetch(address)).status).toBe(405)
  expect(readFileSync(log, 'utf8')).toBe(`${lineOf('ranked', 1)}\n${lineOf('holdout', 0)}\n`)
})

test('for 400,000 devices that sent one bit each, the report claims the true uplift', async () => {
  const next = uniform(11)
  const rates = { holdout: 0.2, ranked: 0.23 }
  const lines = Array.from({ length: 400_000 }, () => {
    const arm = next() < 0.5 ? 'holdout' : 'ranked'
    return lineOf(arm, randomised(next() < rates[arm] ? 1 : 0, 1, next()))
  })
  const file = join(folder, 'fleet.jsonl')
  writeFileSync(file, lines.join('\n'))
  const reading = await read(file, { experiment: undefined, counted: new Set(), days: 0, epsilon: 1 })
  const measured = measure(reading.devices, {
    control: 'holdout',
    metrics: ['bit'],
    looks: 'once',
    shares: { holdout: 0.5, ranked: 0.5 },
  })
  const { difference } = measured.metrics[0]!.comparison!.effects.once
  expect(measured.believed).toBe(true)
  expect(difference.low).toBeGreaterThan(0)
  expect(difference.low).toBeLessThan(0.03)
  expect(difference.high).toBeGreaterThan(0.03)
})
