// The candidates of a slot: fits of content and audience, and creatives refused because they are meant for other
// readers.

import { expect, test } from 'vitest'
import { NO_CAMPAIGN } from '../../../src/creatives/campaigns/campaign.ts'
import { EMPTY_SCORE } from '../../../src/lib/scoring/empty-score.ts'
import { CampaignStore } from '../../../src/runtime/slots/campaign-store.ts'
import type { ItemContent } from '../../../src/types.ts'
import { content } from '../ranking/make.ts'

/** @param interest log-odds per creative */
function storeWith(interest: number, audiences: Readonly<Record<string, string>>) {
  const desk = new CampaignStore({
    grant: { options: {}, signal: new AbortController().signal },
    scorer: {
      rankCreatives: (all: readonly ItemContent[]) => ({
        items: all.map(({ id }) => ({ id, parts: { ...EMPTY_SCORE, interest } })),
      }),
    },
  } as unknown as ConstructorParameters<typeof CampaignStore>[0])
  const creatives = Object.entries(audiences).map(([id, audience]) => ({ id, audience }))
  desk.campaigns = { off: false, campaigns: [{ ...NO_CAMPAIGN, id: 'spring', creatives }] }
  return desk
}

const kept = (creative: string, marks = {}) => ({ slot: 'hero', creative, content: content(creative), marks })

test('An audience that the reader fits raises the fit, one that fits nobody refuses, and what is not known says nothing.', () => {
  const desk = storeWith(2, { runners: 'trail runners', shoppers: 'bought topic shoes', others: 'beekeepers' })
  const fits = new Map([
    ['trail runners', 0.9],
    ['bought topic shoes', 0],
  ])
  desk.audienceFits = (texts) => new Map([...fits].filter(([text]) => texts.includes(text)))
  const { candidates } = desk.candidates(
    'hero',
    ['runners', 'shoppers', 'others'].map((id) => kept(id)),
  )!
  expect(candidates.map(({ fits, unfit }) => [fits.audience, unfit])).toEqual([
    [expect.closeTo(0.8, 12), undefined],
    [-1, 'audience'],
    [undefined, undefined],
  ])
  for (const { fits } of candidates) expect(fits.content).toBeCloseTo(Math.tanh(1), 12)
})

test('The template’s audience goes before the file’s; while nothing tells fits, there are none.', () => {
  const desk = storeWith(0, { runners: 'trail runners' })
  const asked: string[] = []
  const all = [kept('runners', { audience: 'cyclists' })]
  expect(desk.candidates('hero', all)!.candidates[0]!.fits).toEqual({ content: 0 })
  desk.audienceFits = (texts) => {
    asked.push(...texts)
    return new Map()
  }
  desk.candidates('hero', all)
  expect(asked).toEqual(['cyclists'])
})
