// @vitest-environment node
// `popularity --texts` from a log and titles to the file that pages load.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkPopularity, checkTexts } from '../../../sdk/src/runtime/site-files/check-popularity.ts'
import { popularity } from '../../src/commands/popularity.ts'
import type { embedTexts } from '../../src/texts/embed-texts.ts'
import { captured } from '../captured.ts'
import { bytesOf, chance, DAY, lineOf, START, view } from './make.ts'

const BY = 'space/encoder-en@1.0.0'
const DAYS = 12
const STORIES = 8
/** Whether a title is about the moon, and three numbers that say nothing. */
const vectorOf = (title: string) => {
  const raw = [title.includes('moon') ? 1 : -1, ...[1, 2, 3].map((n) => chance(title, n) - 0.5)]
  return Float32Array.from(raw, (value) => value / Math.hypot(...raw))
}
const embed: typeof embedTexts = async (texts) => [
  { language: 'en', by: BY, vectors: new Map([...texts].map(([id, { text }]) => [id, vectorOf(text)])) },
]

const here = captured('popularity-texts')
const put = (name: string, content: string | Uint8Array) => {
  const path = join(here.folder, name)
  writeFileSync(path, content)
  return path
}

/** Eight stories a day, read on the day that they appear and the next. Stories about the moon have twice the readers if `tells`. */
function siteOf(tells: boolean) {
  const stories = Array.from({ length: DAYS * STORIES }, (_, n) => {
    const isMoon = chance('moon', n) < 0.5
    const readers = Math.round((tells && isMoon ? 80 : 40) * (0.7 + 0.6 * chance('readers', n)))
    return {
      path: `/story-${n}`,
      day: Math.floor(n / STORIES),
      title: `${isMoon ? 'The moon' : 'A town'} ${n}`,
      readers,
    }
  })
  const lines = stories.flatMap(({ path, day, readers }) =>
    [0, 1].flatMap((later) =>
      Array.from({ length: Math.ceil(readers / (1 + later)) }, (_, n) =>
        lineOf(view(path, `192.0.2.${n}`, START + (day + later) * DAY + n)),
      ),
    ),
  )
  return {
    files: [put('access.log', bytesOf(lines))],
    texts: put(
      'titles.csv',
      ['url,title', ...stories.map(({ path, title }) => `https://paper.example${path}?utm_source=x,${title}`)].join(
        '\n',
      ),
    ),
  }
}

const expectedIn = (file: unknown, title: string) =>
  checkTexts(file)?.('print', {
    vectors: new Map([['print', Int8Array.from(vectorOf(title), (value) => Math.round(127 * value))]]),
    replica: { origins: new Map([['print', { by: BY, depth: 0, deepest: 1 }]]) },
  })
const logOdds = (p: number) => Math.log(p / (1 - p))

test('New stories start from their titles, at the level of recent ones', async () => {
  const now = new Date(START + DAYS * DAY).toISOString()
  const site = siteOf(true)
  await popularity({ ...site, now }, embed)
  const file = JSON.parse(here.printed)
  expect(here.said).toMatch(/96 counted texts in en predict readers: .* \(gain: \d+\.\d standard errors\)/)
  const [moon, town] = ['The moon again', 'A town again'].map((title) => logOdds(expectedIn(file, title)!))
  expect(moon! - town!).toBeGreaterThan(0.45)
  expect(moon! - town!).toBeLessThan(0.9)
  // Recent stories have more readers than the median page of the log.
  expect((moon! + town!) / 2).toBeGreaterThan(0.3)

  here.printed = ''
  await popularity({ files: site.files, now })
  const [withTexts, without] = [file, JSON.parse(here.printed)].map(checkPopularity)
  expect(JSON.parse(here.printed).texts).toBeUndefined()
  expect(expectedIn(JSON.parse(here.printed), 'The moon again')).toBeUndefined()
  // Counted pages keep their figures, except for the prior.
  for (const [address, figure] of Object.entries(without!))
    expect(Math.abs(logOdds(withTexts![address]!) - logOdds(figure))).toBeLessThan(0.3)
})

test('Titles that predict nothing are not used', async () => {
  await popularity({ ...siteOf(false), now: new Date(START + DAYS * DAY).toISOString() }, embed)
  expect(here.said).toContain("96 counted texts in en don't predict the counts well enough, so they aren't used")
  expect(JSON.parse(here.printed).texts).toBeUndefined()
})

test.each([
  [{ texts: {} }, 'popularity: write for texts: a list of at most 20 objects'],
  [{ texts: [{ version: 2 }] }, 'popularity: texts[0]: write for version: 1'],
  [
    { texts: [{ version: 1, by: BY, weights: 'AAAA', scale: 1, level: 'high' }] },
    'popularity: texts[0]: write for level',
  ],
])('%j is refused', (file, why) => {
  expect(() => checkTexts(file)).toThrow(why)
})

test('A level out of bounds is clamped', () => {
  const head = { version: 1, by: BY, weights: Buffer.alloc(4).toString('base64'), scale: 0.01, level: 1e9 }
  expect(logOdds(expectedIn({ texts: [head] }, 'The moon')!)).toBeCloseTo(5, 9)
})
