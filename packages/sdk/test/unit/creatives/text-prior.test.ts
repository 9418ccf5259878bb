// Creatives without counts start from what their texts predict, and their own counts soon matter more.

import { expect, test } from 'vitest'
import { learn } from '../../../src/creatives/bandit/learn.ts'
import { Posterior } from '../../../src/creatives/bandit/posterior.ts'
import { type CreativeHead, textPrior } from '../../../src/creatives/bandit/text-prior.ts'
import { propensitiesOf } from '../../../src/creatives/bandit/thompson.ts'
import { NO_CAMPAIGN } from '../../../src/creatives/campaigns/campaign.ts'
import { readCampaigns } from '../../../src/creatives/campaigns/read-campaigns.ts'
import { CampaignStore } from '../../../src/runtime/slots/campaign-store.ts'
import { content } from '../ranking/make.ts'

const BY = 'space/encoder-en@1.0.0'
const weights = Buffer.from(Int8Array.from([100, 0]).buffer).toString('base64')
const texts = [{ version: 1, by: BY, weights, scale: 0.01, offset: 0, rate: 0.01, campaign: 1, creative: 0.3 }]
const head = readCampaigns({ campaigns: [], texts }).texts![0]!
const arm = (creative: string) => ({ creative, cells: [], fits: {} })
const logit = (rate: number) => Math.log(rate / (1 - rate))
const prior = (logOdds: number, of: Partial<CreativeHead> = {}, campaign = {}) =>
  textPrior({ head: { ...head, ...of }, logOdds }, { id: 'spring', ...campaign })

test('The belief has the predicted mean, and the variances between campaigns and creatives.', () => {
  const { mean, variance } = new Posterior({ a: prior(0.5) }).logOdds(arm('a'))
  expect(mean).toBeCloseTo(logit(0.01) + 0.5, 9)
  expect(variance).toBeCloseTo(1 + 0.3 ** 2 + 0.1 ** 2, 9)
})

test('A campaign with counts gives its rate, and its certainty.', () => {
  const { mean, variance } = new Posterior({ a: prior(0.5, {}, { prior: { rate: 0.04, showings: 1e5 } }) }).logOdds(
    arm('a'),
  )
  expect(mean).toBeCloseTo(logit(0.04) + 0.5, 9)
  expect(variance).toBeLessThan(0.3 ** 2 + 0.1 ** 2 + 0.001)
})

test('The difference between campaigns makes no choice within a campaign less certain.', () => {
  const propensities = (campaign: number) =>
    propensitiesOf(
      new Posterior({ a: prior(0.5, { campaign }), b: prior(0, { campaign }) }),
      [arm('a'), arm('b')],
      () => 0.3,
    )
  expect(propensities(3)[0]).toBeCloseTo(propensities(0.05)[0]!, 6)
  expect(propensities(3)[0]).toBeGreaterThan(0.8)
})

test('Counts of the device overtake the prediction.', () => {
  const posterior = new Posterior({ good: prior(0.5), bad: prior(-0.5) })
  expect(posterior.rate(arm('good'))).toBeGreaterThan(posterior.rate(arm('bad')))
  for (let day = 0; day < 20; day++) {
    posterior.update(arm('good'), 100, 0.5)
    posterior.update(arm('bad'), 100, 3)
  }
  expect(posterior.rate(arm('bad'))).toBeGreaterThan(1.5 * posterior.rate(arm('good')))
})

test('A creative with counts in the file keeps its own prior.', () => {
  const counted = { rate: 0.2, showings: 1000, cells: {} }
  const campaigns = [{ ...NO_CAMPAIGN, id: 'spring', creatives: [{ id: 'a', prior: counted }, { id: 'b' }] }]
  const expected = { a: prior(0), b: prior(0) }
  const posterior = learn(campaigns, [], [], () => false, 0, undefined, expected)
  expect(posterior.logOdds(arm('a')).mean).toBeCloseTo(logit(0.2), 9)
  expect(posterior.logOdds(arm('b')).mean).toBeCloseTo(logit(0.01), 9)
})

/** A page whose file has the head, with a creative for each vector. */
function pageWith(vectors: Readonly<Record<string, readonly number[]>>, file: object) {
  const desk = new CampaignStore({
    grant: { options: {}, signal: new AbortController().signal },
    scorer: { rankCreatives: () => ({ items: [] }) },
    experiments: undefined,
    store: {
      events: [],
      vectors: new Map(
        Object.entries(vectors).map(([id, vector]) => [content(id).fingerprint, Int8Array.from(vector)]),
      ),
      replica: {
        origins: new Map(Object.keys(vectors).map((id) => [content(id).fingerprint, { by: BY, depth: 0, deepest: 1 }])),
      },
    },
  } as unknown as ConstructorParameters<typeof CampaignStore>[0])
  desk.campaigns = readCampaigns(file)
  return desk
}

test('On a page, new creatives start from their texts, where they have vectors; elsewhere nothing changes.', () => {
  const creatives = ['good', 'bad', 'unknown'].map((id) => ({ id }))
  const file = { campaigns: [{ id: 'spring', creatives, prior: { rate: 0.05, showings: 10_000 } }], texts }
  const rates = (desk: CampaignStore) => {
    const kept = creatives.map(({ id }) => ({ slot: 'hero', creative: id, content: content(id), marks: {} }))
    const slot = desk.candidates('hero', kept)!
    const { posterior } = desk.situation([slot])
    return Object.fromEntries(creatives.map(({ id }) => [id, posterior.logOdds(arm(id)).mean]))
  }
  const vectors = { good: [100, 0], bad: [-100, 0] }
  const known = rates(pageWith(vectors, file))
  expect(known['good']).toBeCloseTo(logit(0.05) + 1, 6)
  expect(known['bad']).toBeCloseTo(logit(0.05) - 1, 6)
  expect(known['unknown']).toBeCloseTo(logit(0.01), 6)
  const without = rates(pageWith(vectors, { campaigns: file.campaigns }))
  expect(new Set(Object.values(without))).toEqual(new Set([known['unknown']]))
})
