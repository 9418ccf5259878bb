import { beforeEach, expect, test, vi } from 'vitest'
import { wire } from '../../../src/client/inkling.ts'
import { OPTIONS, readOptions, resolveOptions } from '../../../src/client/option-table.ts'
import { googlePurposes } from '../../../src/consent/google-consent-mode.ts'
import { gpp } from '../../../src/consent/gpp.ts'
import { fromPurposes, recall } from '../../../src/consent/stored-choice.ts'
import { tcf } from '../../../src/consent/tcf.ts'
import { readCampaigns } from '../../../src/creatives/campaigns/read-campaigns.ts'
import { planOf } from '../../../src/first-paint/list-plan.ts'
import { readSnapshot } from '../../../src/first-paint/snapshot.ts'
import { parseOwn } from '../../../src/lib/json/own.ts'
import { siteInkling } from '../../../src/lib/site-inkling.ts'
import { readExperiments } from '../../../src/measurement/experiments/read-experiments.ts'
import { checkCoReading } from '../../../src/ranking/co-reading.ts'
import { checkRanker } from '../../../src/ranking/ranker.ts'
import { checkPopularity } from '../../../src/runtime/site-files/check-popularity.ts'
import { readOutbox } from '../../../src/web-storage/outbox.ts'
import { readShown } from '../../../src/web-storage/shown-order.ts'
import { clean, readableKeys, VALUES, WAYS } from '../../cases/pollution.ts'
import { sample } from '../../sample.ts'

const KEYS = readableKeys()
/** The keys that matter most. A sample of the others is tested with them; `npm run test:full` tests all. */
const FIRST = [
  ...Object.keys(OPTIONS),
  ...['state', 'at', 'aware', 'content', 'creatives', 'measurement', 'first', 'inkling', 'read', 'list', 'explicit'],
  ...['ad_storage', 'ad_personalization', 'analytics_storage', 'personalization_storage'],
  ...['eventStatus', 'gdprApplies', 'publisher', 'consents', '0', '1', '3', '5', '6', '7', '8'],
  ...['pingData', 'signalStatus', 'applicableSections', 'parsedSections', 'PubPurposesConsent', 'SaleOptOut'],
  ...['v', 'known', 'plans', 'pages', 'slots', 'scores', 'rules', 'items', 'list /', 'off', 'share', 'goal'],
]
/** All keys take some two minutes in `npm run test:full`, and longer beside other work. */
const MINUTES = 10
const OTHERS = KEYS.filter((key) => !FIRST.includes(key))
const AT = Date.now()
const PARTIAL = JSON.stringify({ state: 'granted', at: AT, content: true })
const EXPERIMENTS = '{"experiments":[{"name":"a","arms":[{"name":"b"},{"name":"c","options":{}}]}]}'
const CAMPAIGNS = '{"campaigns":[{"id":"a","creatives":[{"id":"x"}]}]}'
const RANKER =
  '{"name":"n","version":"1","licence":"MIT","coldStart":"prior","weights":{"lexical":{},"semantic":{"words":1}}}'
const SNAPSHOT = '{"v":1,"plans":{"list /":{"items":[],"rules":{}}}}'

/** An answer of a platform that says nothing about the question. */
function heard(platform: typeof tcf, name: string, ...answers: object[]): unknown[] {
  const said: unknown[] = []
  for (const answer of answers) {
    vi.stubGlobal(name, (_: string, ...rest: unknown[]) => {
      const hear = rest.find((each) => typeof each === 'function') as
        | ((data: object, success: boolean) => void)
        | undefined
      hear?.(answer, true)
    })
    platform(
      (...choice) => void said.push(choice),
      () => {},
    )()
  }
  vi.unstubAllGlobals()
  return said
}

/** Starts Inkling and calls it. */
function asked(stored: string | null, attributes = {}): unknown {
  if (stored) localStorage.setItem('inkling.consent', stored)
  else localStorage.removeItem('inkling.consent')
  const requests: string[] = []
  const never = (name: string) => () => {
    requests.push(name)
    return new Promise<never>(() => {})
  }
  const inkling = wire(readOptions(attributes), never('core.js'), never('consent-platforms.js'), 'r')
  const before = inkling.consent.get()
  inkling.consent.deny()
  const kept = JSON.parse(localStorage.getItem('inkling.consent')!)
  const after = { ...recall(), kept: [kept.state, kept.content] }
  inkling.destroy()
  return { before, after, told: inkling.consent.get(), requests }
}

/** Consent, by every source that decides on it. */
const DECISIONS: Readonly<Record<string, () => unknown>> = {
  'nothing is stored': () => recall(AT, '{}'),
  'a no is stored': () => recall(AT, `{"state":"denied","at":${AT}}`),
  'a part is stored': () => recall(AT, PARTIAL),
  'a state without purposes is stored': () => recall(AT, `{"state":"granted","at":${AT}}`),
  'nothing is given': () => fromPurposes({}),
  'a part is given': () => fromPurposes({ creatives: true }),
  'Google is told nothing': () => googlePurposes({}),
  'Google is told a part': () => googlePurposes({ ad_storage: 'granted', functionality_storage: 'granted' }),
  tcf: () =>
    heard(
      tcf,
      '__tcfapi',
      {},
      { eventStatus: 'tcloaded' },
      { eventStatus: 'useractioncomplete', publisher: {} },
      { eventStatus: 'useractioncomplete', publisher: { consents: { 1: true } } },
      { eventStatus: 'cmpuishown', publisher: { consents: { 1: true, 5: true, 6: true } } },
    ),
  gpp: () =>
    heard(
      gpp,
      '__gpp',
      {},
      { pingData: {} },
      { pingData: { parsedSections: { tcfeuv2: { PubPurposesConsent: [] }, usnat: {} } } },
      { pingData: { signalStatus: 'ready' } },
      { pingData: { signalStatus: 'ready', parsedSections: { tcfeuv2: {}, usnat: {} } } },
      { pingData: { signalStatus: 'ready', parsedSections: { tcfeuv2: { PubPurposesConsent: [true] } } } },
    ),
  'a page, without a choice': () => asked(null),
  'a page, with a no': () => asked(`{"state":"denied","at":${AT}}`),
  'a page, with a yes': () => asked(PARTIAL),
  'the tag’s attributes': () => Object.entries(readOptions(document.createElement('script').dataset)),
}

/** Data from storage and files: a key that nobody wrote there returns nothing. */
const READ: Readonly<Record<string, () => unknown>> = {
  options: () => resolveOptions({}),
  'attributes of the tag': () => readOptions({}),
  experiments: () => readExperiments(parseOwn(EXPERIMENTS)),
  campaigns: () => readCampaigns(parseOwn(CAMPAIGNS)),
  coReading: () => checkCoReading(parseOwn('{"version":1,"dimensions":8,"items":[],"vectors":""}')),
  popularity: () => checkPopularity(parseOwn('{"popularity":{"/a":1}}')),
  ranker: () => checkRanker(parseOwn(RANKER)),
  snapshot: () => readSnapshot(),
  plan: () => planOf(readSnapshot(), 'list'),
  'plan of another list': () => planOf(readSnapshot(), 'other'),
  'orders that were shown': () => readShown('list'),
  outbox: () => readOutbox('[{"item":"/a"}]'),
  'window.inkling': () => siteInkling(),
}

/** Nested objects that return a value for a key that they don't have. */
function inheriting(value: unknown, key: string, path: string): string[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.keys(value).flatMap((name) => inheriting((value as never)[name], key, `${path}.${name}`))
  return !Array.isArray(value) && key in value && !Object.hasOwn(value, key) ? [path, ...inner] : inner
}

/** @returns what differed from the result without the key, or threw */
function differing(key: string, value: unknown, pollute: (key: string, value: unknown) => unknown): string[] {
  const wrong: string[] = []
  const run = (name: string, work: () => void) => {
    try {
      pollute(key, value)
      work()
    } catch (cause) {
      wrong.push(`${name} threw ${cause}`)
    } finally {
      clean(key)
    }
  }
  for (const [name, decide] of Object.entries(DECISIONS))
    run(name, () => {
      const came = decide()
      clean(key)
      const text = JSON.stringify(came)
      if (text !== clear.get(name)) wrong.push(`${name}: ${text}`)
    })
  for (const [name, read] of Object.entries(READ)) run(name, () => wrong.push(...inheriting(read(), key, name)))
  return wrong
}

const clear = new Map<string, string>()
beforeEach(() => {
  localStorage.clear()
  localStorage.setItem('inkling.snapshot', SNAPSHOT)
  for (const [name, decide] of Object.entries(DECISIONS)) clear.set(name, JSON.stringify(decide()))
})

/**
 * Keys that JavaScript itself reads when it iterates, awaits or defines a property, and keys that the DOM of this test reads: they
 * would break any script. `globalPrivacyControl` is missing from its navigator; inherited, it can only refuse.
 */
const OF_THE_PLATFORM =
  /^(value|writable|enumerable|configurable|then|catch|finally|next|done|return|parentNode|globalPrivacyControl)$/

test('There are keys, those of each subject among them, and without pollution nothing is granted.', () => {
  expect(KEYS.length).toBeGreaterThan(500)
  for (const key of ['consent', 'content', 'aware', 'publisher', 'consents', 'PubPurposesConsent', 'ad_storage'])
    expect(KEYS).toContain(key)
  for (const key of ['ranker', 'model', 'report', 'arms', 'plans', 'pages', 'signalStatus', '5', 'first'])
    expect(KEYS).toContain(key)
  expect(clear.get('a page, without a choice')).toContain('"before":{"state":"unknown"')
  expect(clear.get('tcf')).not.toContain('true,"')
})

for (const [way, pollute] of Object.entries(WAYS))
  test(
    `What every object inherits by a ${way} is no consent, no option, no address and no plan.`,
    () => {
      const wrong: string[] = []
      for (const key of [...FIRST, ...sample(OTHERS, 20)].filter((key) => !OF_THE_PLATFORM.test(key)))
        for (const value of VALUES)
          for (const each of differing(key, value, pollute)) wrong.push(`${key} = ${JSON.stringify(value)}: ${each}`)
      expect(wrong.slice(0, 40)).toEqual([])
    },
    MINUTES * 60_000,
  )
