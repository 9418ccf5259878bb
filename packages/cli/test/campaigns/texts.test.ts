// @vitest-environment node
// `campaigns --texts` from a report and a table of texts to the file that pages read.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Posterior } from '../../../sdk/src/creatives/bandit/posterior.ts'
import { textPrior } from '../../../sdk/src/creatives/bandit/text-prior.ts'
import { readCampaigns } from '../../../sdk/src/creatives/campaigns/read-campaigns.ts'
import { predictText } from '../../../sdk/src/lib/scoring/text-head.ts'
import { campaigns } from '../../src/commands/campaigns.ts'
import { uniform } from '../../src/evaluate/random.ts'
import type { embedTexts } from '../../src/texts/embed-texts.ts'
import { captured } from '../captured.ts'

const BY = 'space/encoder-en@1.0.0'
/** Whether a text promises something, and three numbers that say nothing. */
const vectorOf = (text: string) => {
  const random = uniform(text.length * 31 + text.charCodeAt(0))
  const raw = [text.includes('free') ? 1 : -1, random() - 0.5, random() - 0.5, random() - 0.5]
  return Float32Array.from(raw, (value) => value / Math.hypot(...raw))
}
const embed: typeof embedTexts = async (texts) => [
  { language: 'en', by: BY, vectors: new Map([...texts].map(([id, { text }]) => [id, vectorOf(text)])) },
]

const here = captured('campaign-texts')
const put = (name: string, content: string) => {
  const path = join(here.folder, name)
  writeFileSync(path, content)
  return path
}

/** Campaigns of three creatives each; the first of each is free, and clicked twice as often if `tells`. */
function siteOf({ many = 40, tells = true } = {}) {
  const random = uniform(3)
  const ids = Array.from({ length: many }, (_, n) => [`c${n}-free`, `c${n}-new`, `c${n}-old`])
  const report = ids.flatMap((each, n) => {
    const level = 0.01 + 0.03 * random()
    return each.map((id) => {
      const rate = level * (tells && id.endsWith('free') ? 2 : 1)
      const goals = Array.from({ length: 3000 }, () => Number(random() < rate)).reduce((a, b) => a + b, 0)
      return `${id},3000,${goals},c${n}`
    })
  })
  const texts = ids
    .flat()
    .map((id, n) => `${id},A thing ${id.endsWith('free') ? 'for free' : 'for money'} ${'x'.repeat(n % 17)}`)
  return {
    events: put('report.csv', ['creative,showings,goals,campaign', ...report].join('\n')),
    texts: put('texts.csv', ['id,title', ...texts].join('\n')),
  }
}

/** The belief about a new creative, as on a page. */
function beliefIn(file: string, campaign: string, text: string) {
  const { texts = [], campaigns: all } = readCampaigns(JSON.parse(file))
  const known = {
    vectors: new Map([['print', Int8Array.from(vectorOf(text), (value) => Math.round(127 * value))]]),
    replica: { origins: new Map([['print', { by: BY, depth: 0, deepest: 1 } as const]]) },
  }
  const found = predictText(texts, 'print', known)
  const prior = found && textPrior(found, all.find(({ id }) => id === campaign) ?? { id: campaign })
  return new Posterior(prior ? { fresh: prior } : {}).logOdds({ creative: 'fresh', cells: [], fits: {} })
}

test('New creatives start from their texts and their campaign, counted ones from both', async () => {
  const { events, texts } = siteOf()
  await campaigns({ events, texts }, embed)
  const file = here.printed
  expect(here.said).toMatch(/120 counted texts in en predict rates: .* \(gain: \d+\.\d standard errors\)/)
  const [free, paid] = ['A new thing for free', 'A new thing for money'].map((text) => beliefIn(file, 'c3', text))
  expect(free!.mean - paid!.mean).toBeCloseTo(Math.log(2), 0)
  // A campaign without counts is less certain.
  expect(beliefIn(file, 'other', 'A new thing for free').variance).toBeGreaterThan(1.5 * free!.variance)

  here.printed = ''
  await campaigns({ events }, embed)
  expect(JSON.parse(here.printed).texts).toBeUndefined()
  const rateIn = (text: string, id: string) =>
    readCampaigns(JSON.parse(text))
      .campaigns.flatMap(({ creatives }) => creatives)
      .find((each) => each.id === id)!.prior!.rate
  // 3,000 impressions outweigh the text.
  expect(rateIn(file, 'c3-free') / rateIn(here.printed, 'c3-free')).toBeGreaterThan(0.8)
  expect(rateIn(file, 'c3-free') / rateIn(here.printed, 'c3-free')).toBeLessThan(1.25)
})

test('Texts that predict nothing, or are too few, are not used, and the file is as without them', async () => {
  const { events, texts } = siteOf({ tells: false })
  await campaigns({ events }, embed)
  const without = here.printed
  here.printed = ''
  await campaigns({ events, texts }, embed)
  expect(here.said).toContain("120 counted texts in en don't predict the counts well enough, so they aren't used")
  expect(here.printed).toBe(without)

  const few = siteOf({ many: 5 })
  await campaigns(few, embed)
  expect(here.said).toContain('15 counted texts in en are too few to predict anything: 50 are needed')
})

test('Texts in another language than the default one are reported, unless they state it', async () => {
  const { events } = siteOf({ many: 5 })
  const said = async (header: string, more: string) => {
    here.said = ''
    const rows = Array.from({ length: 9 }, (_, n) => `c${n},Der Hund und die Katze sind in der Stadt ${n}${more}`)
    await campaigns({ events, texts: put('de.csv', [header, ...rows].join('\n')) }, embed)
    return here.said
  }
  expect(await said('id,title', '')).toContain(
    'de.csv are not in English, and state no language: add a column language',
  )
  expect(await said('id,title,language', ',de')).not.toContain('not in English')
})

test('A run without texts removes the head of an earlier one', async () => {
  const site = siteOf()
  await campaigns(site, embed)
  const file = put('campaigns.json', here.printed)
  here.printed = ''
  await campaigns({ events: site.events, campaigns: file }, embed)
  const { texts, campaigns: all } = JSON.parse(here.printed)
  expect(texts).toBeUndefined()
  expect(all.every((each: object) => !('prior' in each))).toBe(true)
})
