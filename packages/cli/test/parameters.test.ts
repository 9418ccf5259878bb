// @vitest-environment node
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../sdk/src/client/option-table.ts'
import type { InklingOptions } from '../../sdk/src/options.ts'
import { FEATURES } from '../../sdk/src/ranking/features/features.ts'
import { DEFAULT_RANKER, type Ranker } from '../../sdk/src/ranking/ranker.ts'
import { parameters } from '../src/commands/parameters.ts'
import { pageDocument } from '../src/pages/page-document.ts'
import { fragment, WORDINGS } from '../src/parameters/fragment.ts'
import { parametersOf } from '../src/parameters/parameters.ts'
import { UsageError } from '../src/terminal/usage.ts'

const folder = mkdtempSync(join(tmpdir(), 'inkling-parameters-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.restoreAllMocks())

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const printed = async (page: string, flags: Partial<Parameters<typeof parameters>[1]> = {}) => {
  const out: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(out.push(String(text))))
  await parameters(page, { json: false, ...flags })
  vi.restoreAllMocks()
  return out.join('')
}
const of = (options: InklingOptions = {}, ranker: Ranker = DEFAULT_RANKER) =>
  parametersOf(resolveOptions(options), ranker)
const ranker = (weights: Ranker['weights']['lexical'], name = 'site'): Ranker => ({
  ...DEFAULT_RANKER,
  name,
  weights: { lexical: weights, semantic: weights },
})

test('Only features with a weight are listed, by influence; shares refer to everything that was measured.', () => {
  for (const model of ['/inkling/1/encoder-en/', undefined]) {
    const { tier, counts } = of(model ? { model } : {})
    expect(counts.map(({ feature }) => feature).sort()).toEqual(Object.keys(DEFAULT_RANKER.weights[tier]).sort())
    const shares = counts.flatMap(({ share }) => share ?? [])
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect([...shares].sort((a, b) => b - a)).toEqual(shares)
  }
})

test('Floors are described with their shares in both languages; a ranker without floors describes none.', () => {
  const floors = {
    new: { share: 0.1, days: 2 },
    authors: { share: 0.2, names: ['<Ada>'] },
    discovery: { share: 0.05 },
  }
  const told = (language: 'en' | 'ru', ranker?: Ranker) => fragment(of({}, ranker), language)
  const kept = { ...DEFAULT_RANKER, floors }
  expect(told('en', kept)).toContain(
    'At least 10 % of the first ten places are kept for what was published in the last 2 days.',
  )
  expect(told('en', kept)).toContain('At least 20 % of the first ten places are kept for: &#60;Ada&#62;.')
  expect(told('ru', kept)).toContain(
    'Не меньше 10 % первых десяти мест отведено тому, что вышло не раньше чем 2 дня назад.',
  )
  expect(told('ru', kept)).toContain('Не меньше 5 % первых десяти мест отведено темам')
  for (const language of ['en', 'ru'] as const) expect(told(language)).not.toMatch(/are kept for|отведено/)
})

test('A larger weight gives a larger share, regardless of its sign.', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('popularity', 'freshness', 'position', 'interest', 'labels', 'skipped'),
      fc.double({ min: 0.1, max: 50, noNaN: true }),
      fc.double({ min: 1.1, max: 10, noNaN: true }),
      fc.boolean(),
      (feature, weight, more, negative) => {
        const share = (value: number) =>
          of({}, ranker({ contrast: 1, [feature]: negative ? -value : value })).counts.find(
            (each) => each.feature === feature,
          )!.share!
        expect(share(weight * more)).toBeGreaterThan(share(weight))
      },
    ),
  )
})

test('Active rules are described with their values; options without effect are not.', () => {
  const said = fragment(of({ maxRun: 3, displacement: 0, strength: 0.6, exploration: 0.1, demoteRead: false }), 'en')
  expect(said).toContain('At most 3 of one topic')
  expect(said).toContain('Your order counts for 60 %')
  expect(said).toContain('About 10 % of the places')
  expect(said).not.toContain('goes below the rest')
  expect(said).not.toContain('No item moves further')
  expect(fragment(of({ demoteRead: false, calibration: 0 }), 'en')).toContain('None: the score alone decides.')
})

test.each(Object.keys(WORDINGS))(
  'In %s: what counts, how to change it, and the option without profiling; no script, no style.',
  (language) => {
    const all = ranker(Object.fromEntries(FEATURES.map((name) => [name, name === 'dismissed' ? -1 : 1])))
    const rules = { maxRun: 2, displacement: 5, strength: 0.5, seen: 3, exploration: 0.2, diversity: 0.3 }
    const html = fragment(of(rules, all), language)
    const document = pageDocument(html, 'http://localhost/')
    expect(document.querySelectorAll('section > h3')).toHaveLength(5)
    // Features, eight rules including the two that are on by default, what never counts, and how to change it.
    expect(document.querySelectorAll('li')).toHaveLength(FEATURES.length + 8 + 3 + 4)
    expect(document.querySelectorAll('script, style, link, img, [style], [onclick]')).toHaveLength(0)
    expect(document.querySelector('section')?.getAttribute('lang')).toBe(language)
    for (const each of document.querySelectorAll('li, p, h2, h3')) expect(each.textContent).toMatch(/\p{L}.*\S/u)
    expect(html).not.toMatch(/undefined|NaN|\[object/)
  },
)

const STEERING = {
  en: {
    why: 'more like this',
    dial: /“something new” about (\d+) %/,
    profile: 'Raise or lower a topic',
    lasts: 'until you take it back',
  },
  ru: {
    why: 'больше такого',
    dial: /«новым для меня» около (\d+) %/,
    profile: 'Поднимите или опустите тему',
    lasts: 'пока вы не возьмёте его назад',
  },
} as const

test.each(['en', 'ru'] as const)(
  'In %s: what readers can say themselves, where the site has the elements on.',
  (language) => {
    const said = (elements: InklingOptions['elements'], more: InklingOptions = {}) =>
      fragment(of({ ...more, ...(elements && { elements }) }), language)
    const { why, dial, profile, lasts } = STEERING[language]
    const told = (html: string) => [html.includes(why), dial.test(html), html.includes(profile), html.includes(lasts)]
    expect(told(said(undefined))).toEqual([false, false, false, false])
    expect(told(said('why'))).toEqual([true, true, false, true])
    expect(told(said('profile'))).toEqual([false, false, true, true])
    expect(told(said('why,profile'))).toEqual([true, true, true, true])
    // The dial explores at least as much as the site's own setting.
    const share = (exploration: number) => Number(dial.exec(said('why', { exploration }))![1])
    expect([share(0), share(0.1), share(0.5)]).toEqual([30, 30, 50])
    expect(told(said('why,profile', { audience: 'children' }))).toEqual([false, false, false, false])
  },
)

test('The data includes the readers’ controls.', () => {
  expect(of().steering).toEqual({})
  expect(of({ elements: 'why,profile' }).steering).toEqual({ why: { explore: 0.3 }, profile: true })
})

test('A ranker’s name is always rendered as text.', () => {
  const html = fragment(of({}, ranker({ popularity: 1 }, '<img src=x onerror=alert(1)>"&')), 'en')
  expect(html).not.toContain('<img')
  expect(pageDocument(html, 'http://localhost/').body.textContent).toContain('<img src=x onerror=alert(1)>"&')
})

test('For a page for children, the text says only that nothing is ordered.', () => {
  const html = fragment(of({ audience: 'children' }), 'ru')
  expect(html.match(/<p>/g)).toHaveLength(1)
  expect(html).toContain('для детей')
})

test('Options are read from a page’s tag or from a file, and can be printed as data.', async () => {
  const tag =
    '<script async src="/inkling/1/inkling.js" data-max-run="4" data-model="/m/encoder-en/" data-demote-read="false"></script>'
  const page = file('index.html', `<!doctype html><head>${tag}</head><ol data-inkling-list="a"></ol>`)
  const options = file('options.json', '{ "maxRun": 4, "model": "/m/encoder-en/", "demoteRead": false }')
  const [ofPage, ofFile] = [await printed(page, { json: true }), await printed(options, { json: true })]
  expect(JSON.parse(ofPage)).toMatchObject({ tier: 'semantic', rules: { maxRun: 4, calibration: 0.25 } })
  expect(ofFile).toBe(ofPage)
  expect(await printed(page, { language: 'ru' })).toContain('подряд не больше чем 4 места')
})

test('A ranker file is read if the options name one; missing or invalid files are reported.', async () => {
  const named = file('named.json', '{ "ranker": "/ranker.json" }')
  const own = file('ranker.json', JSON.stringify(ranker({ freshness: 2 }, 'ours')))
  expect(await printed(named, { ranker: own })).toContain('Weights: ours, version 4.')
  const refused = (page: string, flags = {}) => expect(printed(page, flags)).rejects
  await refused(named).toThrow(/write --ranker with its file/)
  await refused(named, { language: 'fr' }).toThrow(/--language takes en or ru/)
  await refused(file('none.html', '<p>no tag')).toThrow(/has no Inkling tag/)
  await refused(file('wrong.json', '{ "maxRun": -1 }')).toThrow(/write maxRun: a whole number/)
  await refused(file('half.json', '{ "maxRun": ')).toThrow(UsageError)
  await refused(file('tag.html', '<script src="inkling.js" data-strength="2"></script>')).toThrow(/write strength/)
  await refused(join(folder, 'absent.json')).toThrow(/isn't there: write npx --no inkling parameters/)
})
