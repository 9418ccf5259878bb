// Reports in the terminal and as HTML, in both languages, with everything from the log escaped.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Device } from '../../../measure/src/estimator/device.ts'
import { type MeasureOptions, measure } from '../../../measure/src/estimator/measure.ts'
import { experiment } from '../../../measure/test/estimator/make.ts'
import { run } from '../../src/commands/run-command.ts'
import { LANGUAGES, measureReport, type ReportInput } from '../../src/measure/report/report.ts'
import type { Words } from '../../src/measure/report/words.ts'
import { toHtml } from '../../src/report/to-html.ts'
import { toText } from '../../src/report/to-text.ts'
import { OPTIONS, tableOf } from './make.ts'

const [EN, RU] = [LANGUAGES['en']!, LANGUAGES['ru']!]
const CLEAN = { kind: 'events', lines: 9, malformed: 0, mixed: 0, unexposed: 0 } as const

function inputOf(
  devices: readonly Device[],
  options: Partial<MeasureOptions> = {},
  more: Partial<ReportInput> = {},
): ReportInput {
  const all = { ...OPTIONS, ...options }
  return { file: 'log.jsonl', reading: CLEAN, measured: measure(devices, all), shares: all.shares, ...more }
}

const reportHtml = (input: ReportInput, words: Words) => toHtml(measureReport(input, words))

/** With ordinary spaces, which are easier to type. */
const textOf = (input: ReportInput) => toText(measureReport(input, EN)).replaceAll('\u00A0', ' ')

const under = (text: string, title: string) => text.split('\n\n').find((part) => part.startsWith(title)) ?? ''

test('an uplift is claimed in a sentence with its interval, but not for every reader', () => {
  const text = textOf(inputOf(experiment()))
  expect(under(text, EN.claimed)).toMatch(
    /- With ranked, the metric “click per device” is higher than with holdout: \+47\.0 %, and with 95 % confidence between \+\d+\.\d % and \+\d+\.\d %\./,
  )
  expect(under(text, EN.notClaimed)).toContain('That it is so for every reader')
  expect(under(text, EN.how)).toContain('hold however often they are looked at')
})

test('without an uplift nothing is claimed, and the number of additional devices is reported', () => {
  const text = textOf(inputOf(experiment(6000, { uplift: 0 })))
  expect(under(text, EN.claimed)).toBe(`${EN.claimed}\n- ${EN.nothing}`)
  expect(under(text, EN.notClaimed)).toMatch(/To see a change of 5 %, about [\d,]+ devices more would be needed/)
  expect(under(text, EN.notClaimed)).toContain(EN.noSegment)
})

test('with lost devices nothing is claimed, whatever the intervals say', () => {
  const devices = experiment().filter(({ arm }, i) => arm === 'holdout' || i % 6)
  const text = textOf(inputOf(devices))
  expect(under(text, EN.claimed)).toBe(`${EN.claimed}\n- ${EN.nothing}`)
  expect(under(text, EN.notClaimed)).toMatch(/^What may not be claimed\n- Anything at all: .*\(p < 0\.0001\)/)
  expect(text).not.toMatch(/ {2}higher/)
})

test('guardrails, suppressed arms, looks, and what was left out', () => {
  const devices = experiment().map((device, i) => (i % 20 ? device : { ...device, arm: 'third' }))
  const reading = { ...CLEAN, malformed: 3, mixed: 1200, unexposed: 7 }
  const options = { shares: undefined, guardrails: { click: -0.02, 'has:subscribe': 0.05 }, looks: 'once' as const }
  const text = textOf(inputOf(devices, options, { reading }))
  expect(text).toContain('The guardrail “click per device” holds with ranked: it falls by no more than 2 %')
  expect(text).toContain("That the guardrail “share of devices with subscribe” holds with ranked, or that it doesn't")
  expect(text).toContain('Anything of third: there are fewer than 1,000 devices.')
  expect(text).toContain('hold for one look')
  expect(text).toContain('not checked')
  expect(under(text, EN.unused)).toContain('several arms: 1,200.')
})

describe('as a page', () => {
  const hostile = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
  const devices = experiment().map(
    (device): Device => ({
      ...device,
      arm: device.arm === 'ranked' ? hostile : device.arm,
      segments: { platform: device.segments!['platform'] === 'phone' ? hostile : 'desk' },
    }),
  )
  const input = inputOf(devices, { shares: undefined }, { file: hostile })

  test.each([
    ['en', EN],
    ['ru', RU],
  ])('%s: nothing from the log becomes markup, and there are no external resources', (_, words) => {
    const html = reportHtml(input, words)
    expect(html).not.toMatch(/<script|<img|<link|@import|url\(|https?:|onerror='/i)
    const page = new DOMParser().parseFromString(html, 'text/html')
    expect(page.querySelectorAll('script, img, iframe, object, link, style').length).toBe(1)
    expect(page.querySelector('h1')!.textContent).toContain(hostile)
    expect(page.body.textContent).toContain(hostile)
  })

  test.each([
    ['en-GB', EN],
    ['ru-RU', RU],
  ])('%s: one language, light and dark themes, pictures with text, tables with heads', (locale, words) => {
    const html = reportHtml(inputOf(experiment()), words)
    expect(html).toContain('prefers-color-scheme: dark')
    const page = new DOMParser().parseFromString(html, 'text/html')
    expect(page.documentElement.getAttribute('lang')).toBe(locale)
    const pictures = [...page.querySelectorAll('svg')]
    expect(pictures.length).toBe(2)
    for (const picture of pictures) {
      const told = picture
        .getAttribute('aria-labelledby')!
        .split(' ')
        .map((id) => page.getElementById(id)!.textContent!)
      expect(picture.getAttribute('role')).toBe('img')
      expect(told[1]).toMatch(/[+−][\d.,]+\u00A0% \[[+−][\d.,]+\u00A0%, \+[\d.,]+\u00A0%\]/)
    }
    expect(new Set([...page.querySelectorAll('[id]')].map(({ id }) => id)).size).toBe(
      page.querySelectorAll('[id]').length,
    )
    for (const table of page.querySelectorAll('table'))
      expect(table.querySelectorAll('thead th').length).toBe(table.querySelectorAll('tbody tr')[0]!.children.length)
    if (words === RU) expect(page.body.textContent).not.toMatch(/\b(?:the|with|device|claim)\b/)
  })

  test('an empty report still has its sentence', () => {
    const page = reportHtml(inputOf(experiment(500)), EN)
    expect(page).toContain('Nothing yet.')
    expect(page).toContain('Anything of holdout, ranked')
    expect(page).not.toContain('<svg')
  })
})

test('both languages have all sentences, and Russian has plural forms for devices', () => {
  expect(Object.keys(RU).sort()).toEqual(Object.keys(EN).sort())
  expect([1, 2, 5, 21].map((n) => RU.devices(n, String(n)))).toEqual([
    '1 устройство',
    '2 устройства',
    '5 устройств',
    '21 устройство',
  ])
})

describe('the command', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'inkling-measure-'))
    writeFileSync(join(folder, 'devices.csv'), tableOf(experiment()))
    const bits = experiment(4000).map(({ arm, counts }) => JSON.stringify({ arm, bit: Number(counts['view']! > 2) }))
    writeFileSync(join(folder, 'bits.jsonl'), bits.join('\n'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function ask(...words: string[]) {
    const printed: string[] = []
    const spies = [
      vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0),
      vi.spyOn(process.stderr, 'write').mockImplementation(() => true),
    ]
    try {
      await run(words)
    } finally {
      for (const spy of spies) spy.mockRestore()
    }
    return printed.join('')
  }
  const table = () => join(folder, 'devices.csv')
  const asked = ['--control', 'holdout', '--metrics', 'click,click/view,has:subscribe']

  test('--json prints the estimator’s result; --html writes a complete page', async () => {
    const html = join(folder, 'report.html')
    const json = JSON.parse(
      await ask('measure', table(), ...asked, '--shares', 'holdout=1,ranked=1', '--json', '--html', html),
    )
    expect(json).toMatchObject({
      file: 'devices.csv',
      kind: 'devices',
      ...JSON.parse(JSON.stringify(measure(experiment(), OPTIONS))),
    })
    expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>.*<\/html>\n$/s)
    expect(await ask('measure', table(), ...asked, '--language', 'ru')).toContain(RU.claimed)
  })

  test('intervals of bits include the noise', async () => {
    const text = await ask('measure', join(folder, 'bits.jsonl'), '--control', 'holdout', '--epsilon', '1')
    expect(text).toContain('share of devices with the bit')
    expect(text).toContain('noise of ε = 1')
  })

  test('--sql prints and reads nothing', async () => {
    expect(await ask('measure', ...asked, '--sql', 'clickhouse')).toMatch(/^-- What inkling measure tells/)
    expect(await ask('measure', ...asked, '--before', '0', '--sql', 'duckdb')).not.toMatch(/"before_/)
  })

  test('power: a table, data, and known figures', async () => {
    const text = await ask('power', '--rate', '5%', '--uplift', '10%', '--per-day', '2000')
    expect(text).toMatch(/^ε 1 +609,332 +609,332 +610 /m)
    const { rows } = JSON.parse(await ask('power', '--rate', '0.05', '--uplift', '10%', '--epsilon', '2', '--json'))
    expect(rows).toMatchObject([{ epsilon: 2, once: { control: 144_893, treatment: 144_893 } }])
    expect(await ask('power', '--rate', '3', '--deviation', '8', '--uplift', '5%')).toMatch(/^none +44,6/m)
  })

  test.each<[string, string[], RegExp]>([
    ['no log', [...asked], /takes one log or table/],
    ['two logs', ['a.csv', 'b.csv', ...asked], /takes one log or table/],
    ['no metrics', ['a.csv', '--control', 'holdout'], /needs --metrics/],
    ['metrics and bits', ['a.csv', ...asked, '--epsilon', '1'], /leave --metrics out/],
    ['a metric that is none', ['a.csv', '--control', 'x', '--metrics', 'a b'], /is no metric/],
    ['a language', ['a.csv', ...asked, '--language', 'fr'], /--language takes en or ru/],
    ['shares', ['a.csv', ...asked, '--shares', 'holdout'], /--shares takes names with shares/],
    ['guardrails', ['a.csv', ...asked, '--guardrails', 'click:much'], /--guardrails takes names/],
    ['days', ['a.csv', ...asked, '--before', '-1d'], /--before takes a number|needs a value/],
    ['a dialect', [...asked, '--sql', 'oracle'], /--sql takes duckdb or clickhouse/],
    ['SQL of bits', ['--control', 'x', '--epsilon', '1', '--sql', 'duckdb'], /leave --epsilon out/],
  ])('%s: the message says what to write instead', async (_, words, sentence) => {
    await expect(ask('measure', ...words)).rejects.toThrow(sentence)
  })

  test('a missing arm, and invalid rates', async () => {
    await expect(ask('measure', table(), '--control', 'hold', '--metrics', 'click')).rejects.toThrow(
      'devices.csv has no arm hold: there are holdout, ranked',
    )
    await expect(ask('power', '--rate', '5', '--uplift', '10%')).rejects.toThrow('--rate takes a share')
    await expect(ask('power', '--rate', '95%', '--uplift', '10%')).rejects.toThrow('rate is a share of devices')
  })
})
