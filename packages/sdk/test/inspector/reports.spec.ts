/** The command's HTML reports: they fit phones and desktops, in light and dark, and axe finds no problems. */

import { AxeBuilder } from '@axe-core/playwright'
import { test } from '@playwright/test'
import { measureMitigations } from '../../../cli/src/audit/mitigations.ts'
import { LANGUAGES as AUDIT, auditReport } from '../../../cli/src/audit/report/report.ts'
import { BASELINES } from '../../../cli/src/evaluate/baselines.ts'
import { evaluate } from '../../../cli/src/evaluate/evaluate.ts'
import { uniform } from '../../../cli/src/evaluate/random.ts'
import { evaluationReport } from '../../../cli/src/evaluate/report/report.ts'
import { LANGUAGES as MEASURE, measureReport } from '../../../cli/src/measure/report/report.ts'
import { toHtml } from '../../../cli/src/report/to-html.ts'
import { click, embedWords, fileOf, item, ranking } from '../../../cli/test/evaluate/make.ts'
import { OPTIONS } from '../../../cli/test/measure/make.ts'
import { measure } from '../../../measure/src/estimator/measure.ts'
import { audit } from '../../../measure/src/fairness/audit.ts'
import { simulate } from '../../../measure/src/fairness/simulation.ts'
import { experiment } from '../../../measure/test/estimator/make.ts'
import { plainOrder } from '../cases/fair-order.ts'
import { expect } from '../expect.ts'
import { sample } from '../sample.ts'

const SEED = Number(process.env['INKLING_SEED'] ?? 5)

/** File names contain no spaces at which to wrap. */
const FILE = `${'events-of-the-whole-last-year-of-every-reader_'.repeat(2)}.jsonl.gz`

async function evaluation(): Promise<string> {
  const items = Array.from({ length: 24 }, (_, n) =>
    item(`${n}`, { title: `Story ${n} of ${n % 3}`, topic: `${n % 3}` }),
  )
  const lists = Array.from({ length: 8 }, (_, user) =>
    [0, 1, 2].flatMap((turn) => {
      const ids = Array.from({ length: 8 }, (_, c) => `${(8 * turn + c + user) % 24}`)
      const name = `${user}-${turn}`
      const liked = ids.filter((id) => Number(id) % 3 === user % 3)
      return [ranking(name, `u${user}`, ids, turn * 10), ...liked.map((id) => click(name, id, turn * 10))]
    }),
  ).flat()
  const report = await evaluate({
    events: fileOf([...items, ...lists], FILE),
    embed: embedWords,
    rows: [{ ...BASELINES[0]!, name: 'inkling-a-rankers-name-as-long-as-a-file’s' }],
    resamples: 50,
    stderr: { write: () => true },
  })
  return toHtml(evaluationReport(report))
}

const audited = (language: 'en' | 'ru') => {
  const visits = simulate({ readers: 250, visits: 12, order: plainOrder, random: uniform(5), plant: 'topic' })
  const taken = { readers: { all: 250, taken: 250 }, busy: 0, cut: 0, withoutPage: 0 }
  const input = {
    audited: audit(visits),
    mitigations: measureMitigations(visits, { floor: 0.2 }),
    order: 'shown' as const,
    floor: 0.2,
  }
  return toHtml(auditReport({ ...input, file: FILE, taken, malformed: 0 }, AUDIT[language]!))
}

const measured = (language: 'en' | 'ru') => {
  const reading = { kind: 'events', lines: 9, malformed: 0, mixed: 0, unexposed: 0 } as const
  const input = { file: FILE, reading, measured: measure(experiment(), OPTIONS), shares: OPTIONS.shares }
  return toHtml(measureReport(input, MEASURE[language]!))
}

const REPORTS = [
  [['evaluate', evaluation]],
  [
    ['audit, in English', () => audited('en')],
    ['audit, in Russian', () => audited('ru')],
  ],
  [
    ['measure, in English', () => measured('en')],
    ['measure, in Russian', () => measured('ru')],
  ],
] as const

const LOOKS = [390, 1280].flatMap((width) => [
  { width, colorScheme: 'light' } as const,
  { width, colorScheme: 'dark' } as const,
])

// One language of each command, in one look; `npm run test:full`: each language in every look.
for (const [name, make] of REPORTS.flatMap((languages) =>
  sample<readonly [string, () => string | Promise<string>]>(languages, 1),
))
  test(`The report of ${name} fits phones and desktops, in light and dark.`, async ({ page }, info) => {
    await page.setContent(await make())
    for (const { width, colorScheme } of sample(LOOKS, 1, SEED + name.length)) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      const wide = await page.evaluate(() => {
        const root = document.scrollingElement!
        const inside = [...document.querySelectorAll('.wide')].filter((box) => box.scrollWidth > box.clientWidth)
        return [root.scrollWidth - root.clientWidth, inside.map(({ textContent }) => textContent!.slice(0, 60))]
      })
      expect(wide, `${width} px`).toEqual([0, []])
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([])
      await page.screenshot({ path: info.outputPath(`${width}-${colorScheme}.png`), fullPage: true })
    }
  })
