// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCampaigns } from '../../../src/creatives/campaigns/read-campaigns.ts'

const whole = {
  campaigns: [
    {
      id: 'shoes',
      creatives: [
        {
          id: 'trail',
          audience: 'people who run in the hills',
          fields: { title: 'Grip', link: 'https://example.org/' },
          prior: { rate: 0.012, showings: 5200, cells: { 'device=phone': { rate: 0.01, showings: 3000 } } },
        },
      ],
      slots: ['hero'],
      priority: 5,
      share: 0.3,
      caps: { session: 1, day: 3, week: 9, gap: 20 },
      schedule: {
        start: '2026-11-01',
        end: '2026-12-01T00:00Z',
        days: ['mon', 'Fri'],
        hours: ['08:00-20:00'],
        zone: 'UTC',
      },
      goal: { kind: 'read', within: 60 },
      exclusions: ['sport'],
      sponsor: 'Acme',
    },
  ],
}

test('A whole file is read as it stands.', () => {
  const { campaigns, off } = readCampaigns(whole)
  expect(off).toBe(false)
  expect(campaigns[0]).toMatchObject({ ...whole.campaigns[0], schedule: { days: [1, 5] }, off: false, fallback: false })
  expect(readCampaigns({ campaigns: [], off: true })).toEqual({ campaigns: [], off: true })
})

test('What is absent is absent, and has the values that are documented.', () => {
  const { campaigns } = readCampaigns({ campaigns: [{ id: 'a', creatives: [] }] })
  expect(campaigns[0]).toEqual({
    id: 'a',
    creatives: [],
    priority: 0,
    fallback: false,
    caps: {},
    schedule: {},
    goal: { kind: 'click', within: 30 },
    exclusions: [],
    off: false,
  })
})

test.each([
  [{}, /campaigns: a list/],
  [null, /must be an object/],
  [{ campaigns: [{}] }, /campaigns\[0\]: write for id/],
  [{ campaigns: [{ id: 'a/b', creatives: [] }] }, /write for id/],
  [{ campaigns: [{ id: 'a', creatives: [], cap: { day: 1 } }] }, /there is no cap: write id, creatives, slots/],
  [{ campaigns: [{ id: 'a', creatives: [], caps: { day: '1' } }] }, /caps: write for day: a number/],
  [{ campaigns: [{ id: 'a', creatives: [], caps: { hour: 1 } }] }, /caps: there is no hour/],
  [{ campaigns: [{ id: 'a', creatives: [], schedule: { zone: 'Mars' } }] }, /zone: 'Europe\/Berlin'/],
  [{ campaigns: [{ id: 'a', creatives: [], schedule: { hours: ['8-9'] } }] }, /hours/],
  [{ campaigns: [{ id: 'a', creatives: [], schedule: { days: ['someday'] } }] }, /days: some of sun/],
  [{ campaigns: [{ id: 'a', creatives: [], schedule: { start: 'tomorrow' } }] }, /start/],
  [{ campaigns: [{ id: 'a', creatives: [], goal: { kind: 'fame' } }] }, /kind: click, read, conversion/],
  [{ campaigns: [{ id: 'a', creatives: [{ id: 'x', prior: { rate: 0.1 } }] }] }, /prior: write for showings/],
  [{ campaigns: [{ id: 'a', creatives: [{ id: 'x', fields: { title: 1 } }] }] }, /fields: write for title/],
  [{ campaigns: ['a', 'a'].map((id) => ({ id, creatives: [] })) }, /two campaigns are called a/],
  [{ campaigns: ['a', 'b'].map((id) => ({ id, creatives: [{ id: 'x' }] })) }, /two creatives are called x/],
  [{ campaigns: Array.from({ length: 201 }, (_, i) => ({ id: `${i}`, creatives: [] })) }, /at most 200/],
])('A mistake is told with its place: %j', (file, message) => {
  expect(() => readCampaigns(file)).toThrow(message)
  expect(() => readCampaigns(file)).toThrow(TypeError)
})

test('Figures are held within bounds.', () => {
  const { campaigns } = readCampaigns({
    campaigns: [
      {
        id: 'a',
        creatives: [{ id: 'x', prior: { rate: 7, showings: 1e300 } }],
        share: -1,
        priority: 1e9,
        caps: { day: -5, gap: 1e12 },
      },
    ],
  })
  expect(campaigns[0]).toMatchObject({
    share: 0,
    priority: 1000,
    caps: { day: 0, gap: 86_400 },
    creatives: [{ prior: { rate: 1, showings: 100_000 } }],
  })
})

test('Whatever JSON comes: it is read, or refused with a TypeError.', () => {
  const value = fc.oneof({ maxDepth: 3 }, fc.jsonValue(), fc.constant(whole))
  fc.assert(
    fc.property(value, fc.jsonValue(), fc.constantFrom(...Object.keys(whole.campaigns[0]!)), (file, other, key) => {
      for (const each of [file, { campaigns: [{ ...whole.campaigns[0], [key]: other }] }, { campaigns: [other] }]) {
        try {
          readCampaigns(JSON.parse(JSON.stringify(each)))
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('A field may be called anything.', () => {
  const file = JSON.parse(
    '{"campaigns":[{"id":"a","creatives":[{"id":"__proto__","fields":{"__proto__":"x","constructor":"y"}}]}]}',
  )
  const { campaigns } = readCampaigns(file)
  expect(Object.entries(campaigns[0]!.creatives[0]!.fields!)).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ])
})
