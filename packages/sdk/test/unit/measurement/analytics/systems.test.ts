// What each analytics system receives, in the format of its script's queue, and how a page might interfere.
//
// Queues are created as in the systems' own documented snippets: gtag.js and Tag Manager (`dataLayer`, with `arguments`
// for commands), Matomo and Piwik PRO (`_paq`, arrays starting with the method's name), Plausible (`plausible.q` until
// the script has loaded), Umami (an object created by the script).

import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { forwardTo } from '../../../../src/measurement/analytics/hand-over.ts'
import type { AnalyticsEvent } from '../../../../src/measurement/analytics/systems.ts'
import type { AnalyticsSystem } from '../../../../src/types.ts'

const NAMES = ['gtag', 'dataLayer', '_paq', 'plausible', 'umami', 'inklingAnalytics'] as const
type Globals = { [name in (typeof NAMES)[number]]?: unknown }
const page = globalThis as unknown as Globals
afterEach(() => {
  for (const name of NAMES) delete page[name]
  document.body.innerHTML = ''
})

const EXPOSURE: AnalyticsEvent = { kind: 'exposure', arm: 'holdout:ranked', list: 'top' }
const CLICK: AnalyticsEvent = { kind: 'click', arm: 'holdout:ranked front:close', list: 'top', place: 2 }
const CONVERSION: AnalyticsEvent = { kind: 'conversion', arm: 'holdout:ranked', name: 'subscribe', value: 9.5 }

function tell(system: AnalyticsSystem, ...all: AnalyticsEvent[]): unknown[] {
  const failed: unknown[] = []
  const { tell } = forwardTo(system, (cause) => failed.push(cause))
  for (const told of all) tell(told)
  return failed
}

/** Commands, which gtag.js distinguishes from data by their class. */
const commands = (layer: readonly unknown[]) =>
  layer.map((each) => {
    expect(Object.prototype.toString.call(each)).toBe('[object Arguments]')
    return [...(each as unknown[])]
  })

const EVENTS = [
  ['event', 'inkling_exposure', { inkling_arm: 'holdout:ranked', inkling_list: 'top' }],
  ['event', 'inkling_click', { inkling_arm: 'holdout:ranked front:close', inkling_list: 'top', inkling_place: 2 }],
  ['event', 'inkling_conversion', { inkling_arm: 'holdout:ranked', inkling_name: 'subscribe', inkling_value: 9.5 }],
]

test('gtag: commands in the data layer, by the page’s own gtag() where there is one.', () => {
  const layer: unknown[] = (page.dataLayer = [])
  tell('gtag', EXPOSURE, CLICK, CONVERSION)
  expect(commands(layer)).toEqual(EVENTS)
  const other: unknown[] = []
  page.gtag = function () {
    // biome-ignore lint/complexity/noArguments: as the snippet has it
    other.push(arguments)
  }
  tell('gtag', EXPOSURE)
  expect(commands(other)).toEqual(EVENTS.slice(0, 1))
  expect(layer).toHaveLength(3)
})

test('ga4: an exposure is the event of which GA4 makes audiences; the rest is as for gtag.', () => {
  const layer: unknown[] = (page.dataLayer = [])
  tell('ga4', EXPOSURE, CLICK)
  expect(commands(layer)).toEqual([
    [
      'event',
      'experience_impression',
      { exp_variant_string: 'inkling-holdout-ranked', inkling_arm: 'holdout:ranked', inkling_list: 'top' },
    ],
    EVENTS[1],
  ])
})

test('gtm: plain objects in the data layer.', () => {
  const layer: unknown[] = (page.dataLayer = [])
  tell('gtm', EXPOSURE, CLICK)
  expect(layer).toEqual([
    { event: 'inkling_exposure', inkling_arm: 'holdout:ranked', inkling_list: 'top' },
    { event: 'inkling_click', inkling_arm: 'holdout:ranked front:close', inkling_list: 'top', inkling_place: 2 },
  ])
})

test.each(['matomo', 'piwik-pro'] as const)('%s: category, action, name, and a number if there is one.', (system) => {
  const queue: unknown[] = (page._paq = [])
  tell(system, EXPOSURE, CLICK, CONVERSION)
  const expected = [
    ['trackEvent', 'Inkling exposure', 'holdout:ranked', 'top'],
    ['trackEvent', 'Inkling click', 'holdout:ranked front:close', 'top', 2],
    ['trackEvent', 'Inkling conversion', 'holdout:ranked', 'subscribe', 9.5],
  ]
  expect(queue).toEqual(expected)
  // The script replaces the queue with its own object when it has loaded.
  const taken: unknown[] = []
  page._paq = new (class {
    push(call: unknown) {
      expect(this).toBe(page._paq)
      taken.push(call)
    }
  })()
  tell(system, CLICK)
  expect(taken).toEqual(expected.slice(1, 2))
})

test('plausible: a name and properties that are texts; an exposure is no interaction.', () => {
  const plausible = function () {
    // biome-ignore lint/complexity/noArguments: as the snippet has it
    ;(plausible.q = plausible.q ?? []).push(arguments)
  } as { (): void; q?: IArguments[] }
  page.plausible = plausible
  tell('plausible', EXPOSURE, CLICK)
  expect(plausible.q!.map((each) => [...each])).toEqual([
    ['Inkling exposure', { props: { arm: 'holdout:ranked', list: 'top' }, interactive: false }],
    ['Inkling click', { props: { arm: 'holdout:ranked front:close', list: 'top', place: '2' } }],
  ])
})

test('umami: a name and data, by the object’s own function; what waits until the script comes keeps its order.', async () => {
  const failed: unknown[] = []
  const { tell, again } = forwardTo('umami', (cause) => failed.push(cause))
  tell(EXPOSURE)
  for (let place = 0; place < 60; place++) tell({ ...CLICK, place })
  const taken: unknown[][] = []
  page.umami = {
    // A failed request isn't an error of the page.
    async track(...all: unknown[]) {
      expect(this).toBe(page.umami)
      taken.push(all)
      throw new Error('blocked')
    },
  }
  again()
  again()
  // The last fifty.
  expect(taken.map(([, data]) => (data as AnalyticsEvent).place)).toEqual(Array.from({ length: 50 }, (_, n) => n + 10))
  await Promise.resolve()
  expect(failed).toHaveLength(1)
})

test('callback: the page’s own function.', () => {
  const taken: unknown[][] = []
  page.inklingAnalytics = (...all: unknown[]) => taken.push(all)
  tell('callback', EXPOSURE, CONVERSION)
  expect(taken).toEqual([
    ['exposure', { arm: 'holdout:ranked', list: 'top' }],
    ['conversion', { arm: 'holdout:ranked', name: 'subscribe', value: 9.5 }],
  ])
})

const ALL: AnalyticsSystem[] = ['ga4', 'gtag', 'gtm', 'matomo', 'piwik-pro', 'plausible', 'umami', 'callback']

test('Where nothing is there, nothing is made, and nothing fails; markup of the name is nothing.', () => {
  document.body.innerHTML = NAMES.map((name) => `<form id="${name}" name="${name}"><input name="push"></form>`).join('')
  for (const system of ALL) expect(tell(system, EXPOSURE, CLICK)).toEqual([])
  expect(NAMES.filter((name) => Object.hasOwn(globalThis, name))).toEqual([])
})

test('Whatever stands there, the page goes on, and a fault is told once.', () => {
  const thrower = () => {
    throw new Error('mine')
  }
  const hostile: unknown[] = [
    null,
    7,
    'text',
    {},
    [],
    Object.freeze([]),
    { push: 'x' },
    { push: thrower, track: thrower },
    thrower,
    new Proxy({}, { get: thrower }),
    new Proxy(() => {}, { apply: thrower, get: thrower }),
  ]
  for (const value of hostile)
    for (const system of ALL) {
      for (const name of NAMES) page[name] = value
      expect(tell(system, EXPOSURE, CLICK, CONVERSION).length).toBeLessThanOrEqual(1)
    }
  for (const name of NAMES) Object.defineProperty(globalThis, name, { get: thrower, configurable: true })
  for (const system of ALL) expect(tell(system, EXPOSURE, CLICK)).toHaveLength(1)
})

test('No field beyond those that are documented, whatever is told, and no text beyond a hundred characters.', () => {
  const told = fc.record(
    {
      kind: fc.constantFrom('exposure', 'click', 'read', 'conversion'),
      arm: fc.string({ maxLength: 300 }),
      list: fc.string({ maxLength: 300 }),
      place: fc.nat(200),
      name: fc.string({ maxLength: 40 }),
      value: fc.double({ noNaN: true }),
    },
    { requiredKeys: ['kind', 'arm'] },
  ) as fc.Arbitrary<AnalyticsEvent>
  const fields = ['arm', 'list', 'place', 'name', 'value']
  const known = new Set([
    ...fields,
    ...fields.map((name) => `inkling_${name}`),
    'exp_variant_string',
    'event',
    'props',
    'interactive',
  ])
  fc.assert(
    fc.property(told, fc.constantFrom(...ALL), (event, system) => {
      const taken: unknown[] = []
      const take = (...all: unknown[]) => taken.push(...all)
      for (const name of NAMES)
        page[name] = Object.assign((...all: unknown[]) => take(...all), { push: take, track: take })
      tell(system, event)
      const look = (value: unknown): void => {
        if (typeof value === 'string') expect(value.length).toBeLessThanOrEqual(120)
        if (typeof value !== 'object' || value === null) return
        const isList = Array.isArray(value)
        for (const [name, inner] of Object.entries(value)) {
          if (!isList) expect(known).toContain(name)
          look(inner)
        }
      }
      expect(taken.length).toBeGreaterThan(0)
      taken.forEach(look)
    }),
  )
})
