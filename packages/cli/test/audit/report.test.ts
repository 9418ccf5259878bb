// @vitest-environment node
// Audit reports in the terminal and as HTML, in both languages, with everything from the log escaped; and the whole command.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseHTML } from 'linkedom'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { audit } from '../../../measure/src/fairness/audit.ts'
import { type Finding, LIMITS, type Measure } from '../../../measure/src/fairness/finding.ts'
import { PLANTED, type Plant, simulate } from '../../../measure/src/fairness/simulation.ts'
import type { Visit } from '../../../measure/src/fairness/visit.ts'
import { plainOrder } from '../../../sdk/test/cases/fair-order.ts'
import { measureMitigations } from '../../src/audit/mitigations.ts'
import { auditReport, LANGUAGES, type ReportInput } from '../../src/audit/report/report.ts'
import type { Words } from '../../src/audit/report/words.ts'
import { run } from '../../src/commands/run-command.ts'
import { uniform } from '../../src/evaluate/random.ts'
import { toHtml } from '../../src/report/to-html.ts'
import { toText } from '../../src/report/to-text.ts'
import { eventsOf } from './make.ts'

const [EN, RU] = [LANGUAGES['en']!, LANGUAGES['ru']!]
const visitsWith = (plant?: Plant, readers = 250, visits = 12) =>
  simulate({ readers, visits, order: plainOrder, random: uniform(5), plant })

const inputOf = (visits: readonly Visit[], more: Partial<ReportInput> = {}): ReportInput => ({
  file: 'log.jsonl',
  audited: audit(visits),
  mitigations: measureMitigations(visits, { floor: 0.2 }),
  order: 'shown',
  floor: 0.2,
  taken: { readers: { all: 250, taken: 250 }, busy: 0, cut: 0, withoutPage: 0 },
  malformed: 0,
  ...more,
})

const reportText = (input: ReportInput, words: Words) => toText(auditReport(input, words))
const reportHtml = (input: ReportInput, words: Words) => toHtml(auditReport(input, words))

const planted = inputOf(visitsWith('topic'))
const under = (text: string, title: string) => text.split('\n\n').find((part) => part.startsWith(title)) ?? ''

test('a demoted topic is reported in a sentence, in both languages', () => {
  expect(under(reportText(planted, EN), EN.found)).toContain(
    `The topic “${PLANTED.topic}” is pushed down: its items get 99\u00A0% less exposure than others that readers want as much.`,
  )
  expect(under(reportText(planted, RU), RU.found)).toContain(`Тема «${PLANTED.topic}»: материалы отодвинуты вниз`)
})

test('missing fields and omissions are reported; with too few readers there are no findings', () => {
  const bare = visitsWith(undefined, 20, 3).map((visit) => ({
    ...visit,
    groups: new Map(),
    page: visit.page.map(({ id }) => ({ id })),
  }))
  const taken = { readers: { all: 1504, taken: 20 }, busy: 2, cut: 3, withoutPage: 4 }
  const text = reportText(inputOf(bare, { taken, malformed: 5, order: 'replay' }), EN)
  expect(under(text, EN.found)).toContain('Nothing can be said of 20 readers: it takes 100.')
  const { topic, provider, voice, tone, groups, visits } = EN.lacks
  for (const line of [
    topic,
    provider,
    voice,
    tone,
    groups,
    visits,
    EN.busy('2'),
    EN.cut('3'),
    EN.withoutPage('4'),
    EN.malformed('5'),
  ])
    expect(under(text, EN.unused)).toContain(line)
  expect(under(text, EN.unused)).toContain('20 of 1,504')
  expect(under(text, EN.how)).toContain(EN.notes.replayed)
})

test('every measure has a sentence for both directions in both languages', () => {
  const findings = (Object.keys(LIMITS) as Measure[]).flatMap((measure) =>
    (['more', 'less'] as const).map((alarm): Finding => {
      const subject = { dimension: 'provider', name: 'Agency' }
      const effect = { value: 0.25, low: 0.2, high: 0.3 }
      return { measure, subject, value: 0.5, reference: 0.25, effect, p: 0.01, alarm }
    }),
  )
  const input = { ...planted, audited: { ...planted.audited, findings } }
  for (const words of [EN, RU]) {
    const found = under(reportText(input, words), words.found)
    expect(found.split('\n').length).toBe(1 + findings.length)
    expect(found).not.toMatch(/undefined|NaN|\[object/)
  }
})

describe('as a page', () => {
  const evil = '<img src=x onerror=alert(1)>"\'&'
  const hostile = visitsWith('topic', 250).map((visit) => ({
    ...visit,
    groups: new Map([[evil, visit.reader.endsWith('1') ? `${evil} b` : `${evil} a`]]),
    page: visit.page.map((item) => ({ ...item, topic: `${evil} ${item.topic}`, provider: `${evil} ${item.provider}` })),
  }))

  const input = inputOf(hostile, { file: evil })

  test.each([EN, RU])('nothing from the log becomes markup', (words) => {
    const page = reportHtml(input, words)
    expect(page).not.toContain('<img')
    const { document } = parseHTML(page)
    expect(document.querySelectorAll('script, img, iframe, link, [onerror], [src]').length).toBe(0)
    expect(document.querySelector('h1')!.textContent).toContain(evil)
    expect(document.documentElement.getAttribute('lang')).toBe(words.locale)
  })

  test('pictures have a name and a text alternative; tables have heads; ids are unique', () => {
    const { document } = parseHTML(reportHtml(planted, EN))
    const pictures = [...document.querySelectorAll('svg')]
    expect(pictures.length).toBe(4)
    for (const picture of pictures) {
      expect(picture.getAttribute('role')).toBe('img')
      for (const id of picture.getAttribute('aria-labelledby')!.split(' '))
        expect(document.querySelectorAll(`[id="${id}"]`).length).toBe(1)
      expect(picture.querySelector('desc')!.textContent).toMatch(/topic \d|provider \d/)
    }
    for (const row of document.querySelectorAll('tbody tr')) expect(row.querySelector('th[scope=row]')).not.toBeNull()
    for (const region of document.querySelectorAll('.wide')) expect(region.getAttribute('tabindex')).toBe('0')
  })
})

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-audit-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const log = join(folder, 'log.jsonl')
  writeFileSync(
    log,
    eventsOf(visitsWith('group', 320, 9))
      .map((event) => `${JSON.stringify(event)}\n`)
      .join(''),
  )

  async function ask(...words: string[]): Promise<string> {
    let printed = ''
    const spies = [
      vi.spyOn(process.stdout, 'write').mockImplementation((more) => {
        printed += more
        return true
      }),
      vi.spyOn(process.stderr, 'write').mockReturnValue(true),
    ]
    try {
      await run(['audit', ...words])
      return printed
    } finally {
      for (const spy of spies) spy.mockRestore()
    }
  }

  test('a group that is served worse is reported as data, text and page', async () => {
    const html = join(folder, 'audit.html')
    const data = JSON.parse(await ask('--events', log, '--groups', 'language', '--json', '--html', html))
    expect(data).toMatchObject({ order: 'shown', readersAudited: 320, lists: 2880, enough: true })
    for (const { difference, cost } of data.mitigations)
      for (const { value, low, high } of [difference, cost]) expect([low <= value, value <= high]).toEqual([true, true])
    const rings = data.findings.filter(({ alarm }: Finding) => alarm !== 'none')
    expect(rings).toMatchObject([{ measure: 'quality', subject: { dimension: 'language', name: 'b' }, alarm: 'less' }])
    expect(readFileSync(html, 'utf8')).toContain('language = b')
    expect(await ask('--events', log, '--groups', 'language')).toContain('Readers with language = b are served worse')
  }, 60_000)

  test('replayed and simulated, with calibration among the mitigations', async () => {
    const few = join(folder, 'few.jsonl')
    const events = eventsOf(visitsWith(undefined, 30, 4))
    writeFileSync(few, events.map((event) => `${JSON.stringify(event)}\n`).join(''))
    const replayed = JSON.parse(await ask('--events', few, '--order', 'replay', '--json'))
    expect(replayed).toMatchObject({ order: 'replay', lists: 120, enough: false })
    expect(replayed.mitigations.map(({ mitigation }: { mitigation: string }) => mitigation)).toContain('calibration')
    expect(await ask('--simulate', '8', '--language', 'ru')).toContain(RU.notes.simulated)
  }, 60_000)

  test.each([
    [[], 'audit needs one of --events and --simulate'],
    [['--events', 'x', '--order', 'other'], '--order takes shown or replay'],
    [['--events', 'x', '--plant', 'topic'], 'audit --simulate 400 --plant topic'],
    [['--simulate', '9', '--plant', 'other'], '--plant takes provider, topic'],
    [['--simulate', '1e9'], '--simulate'],
    [['--simulate', '9', '--floor', '2'], '--floor'],
    [['--simulate', '9', '--language', 'de'], '--language takes en or ru'],
    [['--events', 'x', '--groups', 'a,b,c,d,e,f'], 'at most five names'],
  ])('wrong usage is reported with what to write instead: %j', async (words, sentence) => {
    await expect(ask(...words)).rejects.toThrow(sentence)
  })

  test('a log without the editors’ places can’t be audited as shown, and the message says so', async () => {
    const bare = join(folder, 'bare.jsonl')
    const events = eventsOf(visitsWith(undefined, 3, 2)).map((event) =>
      event['event'] === 'ranking'
        ? { ...event, items: (event['items'] as Array<{ id: string }>).map(({ id }) => ({ id })) }
        : event,
    )
    writeFileSync(bare, events.map((event) => `${JSON.stringify(event)}\n`).join(''))
    await expect(ask('--events', bare, '--order', 'shown')).rejects.toThrow('give each item of a ranking its "from"')
  })
})
