// @vitest-environment node
// The two commands for creatives, from input files to output and messages.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readCampaigns } from '../../../sdk/src/creatives/campaigns/read-campaigns.ts'
import { campaigns } from '../../src/commands/campaigns.ts'
import { judgeCreatives } from '../../src/commands/judge-creatives.ts'
import { captured } from '../captured.ts'

const here = captured('campaigns')

const put = (name: string, content: string | Uint8Array) => {
  const path = join(here.folder, name)
  writeFileSync(path, content)
  return path
}
const REPORT =
  'creative,showings,goals,device\ntrail,1000,20,phone\nsail,500,5,desktop\nsail,500,5,fridge\nnew,10,1,phone\n'

describe('campaigns', () => {
  test('A report becomes a file that pages can read, compressed or not; omissions are reported', async () => {
    await campaigns({ events: put('report.csv', REPORT) })
    const once = here.printed
    expect(readCampaigns(JSON.parse(once)).campaigns[0]!.creatives.map(({ id }) => id)).toEqual(['trail', 'sail'])
    expect(here.said).toContain('line 4 is left out: "fridge" is not a device class')
    expect(here.said).toContain(
      '4 rows, 1 skipped as malformed; 2 creatives have a prior, 1 have fewer than 50 showings\n',
    )
    here.printed = ''
    await campaigns({ events: put('report.csv.gz', gzipSync(REPORT)) })
    expect(here.printed).toBe(once)
  })

  test('Creatives are shrunk to the campaign that the file has them in, whatever the report says of it', async () => {
    const ids = Array.from({ length: 12 }, (_, n) => `c${n}`)
    const creatives = (all: readonly string[]) => all.map((id) => ({ id }))
    const file = put(
      'campaigns.json',
      JSON.stringify({
        campaigns: [
          { id: 'low', creatives: creatives(ids.slice(0, 6)) },
          { id: 'high', creatives: creatives([...ids.slice(6), 'new']) },
        ],
      }),
    )
    const rows = ids.map((id, n) => `${id},8000,${n < 6 ? 40 + n : 400 + n}`)
    const rateOf = async (header: string, more: string) => {
      const report = [header, ...[...rows, 'new,100,0'].map((row) => row + more)].join('\n')
      here.printed = ''
      await campaigns({ events: put('report.csv', report), campaigns: file })
      const all = readCampaigns(JSON.parse(here.printed)).campaigns.flatMap((each) => each.creatives)
      return all.find(({ id }) => id === 'new')!.prior!.rate
    }
    // On its own, or next to creatives with a rate of 0.005, it would shrink to a lower value.
    expect(await rateOf('creative,showings,goals', '')).toBeGreaterThan(0.025)
    expect(await rateOf('creative,showings,goals,campaign', ',one')).toBeGreaterThan(0.025)
    expect(here.said).toContain('no date column')
  })

  test('The campaigns file is read and written in full', async () => {
    const file = put('campaigns.json', JSON.stringify({ campaigns: [{ id: 'walks', creatives: [{ id: 'trail' }] }] }))
    await campaigns({ events: put('report.csv', REPORT), campaigns: file, out: file })
    const { creatives } = readCampaigns(JSON.parse(readFileSync(file, 'utf8'))).campaigns[0]!
    expect(creatives[0]!.prior!.cells['device=phone']!.rate).toBeGreaterThan(0.01)
    expect(here.said).toContain(`not in ${file}: sail`)
    expect(here.printed).toBe('')
  })

  test.each([
    ['creative,showings,goals\na,49,1\n', 'no creative has 50 showings, so nothing is written; the report has 1'],
    ['creative,showings,goals,age\na,100,1,30-39\n', 'must not contain or depend on anything about readers'],
    ['', 'is empty'],
  ])('%j: an error, and no file', async (report, why) => {
    const out = join(here.folder, 'out.json')
    await expect(campaigns({ events: put('report.csv', report), out })).rejects.toThrow(why)
    expect(() => readFileSync(out)).toThrow('ENOENT')
  })

  test('A file with other campaigns is left unchanged', async () => {
    const file = put('campaigns.json', '{"campaigns": [{"id": "x", "creatives": [{"id": "other"}]}]}')
    await expect(campaigns({ events: put('report.csv', REPORT), campaigns: file, out: file })).rejects.toThrow(
      "none of the report's creatives",
    )
    expect(readFileSync(file, 'utf8')).toContain('"other"')
  })
})

describe('evaluate --creatives', () => {
  const line = (n: number) =>
    JSON.stringify({
      time: 1_764_100_000 + n,
      slot: 'hero',
      user: `u${n % 100}`,
      candidates: ['a', 'b'],
      chosen: n % 2 ? 'a' : 'b',
      propensity: 0.5,
      reward: Number(n % 10 === 0),
    })
  const LOG = `${Array.from({ length: 500 }, (_, n) => line(n)).join('\n')}\nbroken\n`

  test('Prints text or JSON, and reports malformed lines', async () => {
    await judgeCreatives(put('log.jsonl', LOG), { json: false })
    expect(here.printed).toContain('500 decisions in 1 slot among 2 creatives; 100 users')
    expect(here.printed).toContain('uniform: 500 decisions, effective sample size 500')
    expect(here.said).toContain('line 501 is left out: it is not JSON')
    here.printed = ''
    await judgeCreatives(put('log.jsonl.gz', gzipSync(LOG)), { json: true })
    const { log, policies } = JSON.parse(here.printed)
    expect(log).toMatchObject({ decisions: 500, users: 100, malformed: 1 })
    expect(policies[0]).toMatchObject({ name: 'uniform', estimates: { ips: { value: 0.1 } } })
  })

  test('The site’s priors are evaluated as an additional policy', async () => {
    // The first is better on phones, and worse elsewhere.
    const rate = (creative: string, device: string) => ((creative === 'a') === (device === 'phone') ? 4 : 1)
    const devices = ['phone', 'desktop']
    const log = Array.from({ length: 4000 }, (_, n) => {
      const [chosen, device] = [n % 2 ? 'a' : 'b', devices[(n >> 1) % 2]!]
      const reward = Number((n >> 2) % 20 < rate(chosen, device))
      const context = { device, weather: 'rain' }
      return JSON.stringify({ slot: 'hero', candidates: ['a', 'b'], chosen, propensity: 0.5, context, reward })
    })
    const report = ['a', 'b'].flatMap((creative) =>
      devices.map((device) => `${creative},${device},20000,${1000 * rate(creative, device)}`),
    )
    const file = join(here.folder, 'campaigns.json')
    await campaigns({ events: put('report.csv', `creative,device,showings,goals\n${report.join('\n')}`), out: file })
    await judgeCreatives(put('log.jsonl', log.join('\n')), { campaigns: file, json: true })
    const { logged, policies } = JSON.parse(here.printed)
    const own = policies.find(({ name }: { readonly name: string }) => name === 'campaigns')
    expect(logged.value).toBeCloseTo(0.125, 2)
    expect(own.estimates.dr.value).toBeGreaterThan(0.17)
    expect(own.gain.interval[0]).toBeGreaterThan(0.03)
    await expect(
      judgeCreatives(put('log.jsonl', log.join('\n')), { campaigns: put('x.json', '[]'), json: true }),
    ).rejects.toThrow('is not a campaigns file')
  })
})
