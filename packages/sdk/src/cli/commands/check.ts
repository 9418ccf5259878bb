import { checkPage } from '../../developers/check/check-page.ts'
import { count } from '../../developers/check/report/count.ts'
import type { CheckReport } from '../../developers/check/report/report.ts'
import { reportText, wrap } from '../../developers/check/report/report-text.ts'
import { pageDocument } from '../pages/page-document.ts'
import { pageSource } from '../pages/page-source.ts'
import { CALL } from '../terminal/command.ts'
import { print } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

/** Terminal width, in columns. */
const WIDTH = 80

const BLIND = `This is the markup as the server sends it. Lists and items that scripts make later can't be seen from here: for
those, run inkling.check() in the console of the page.`

const BLIND_LINES = `${wrap(BLIND.replace(/\n/g, ' '), WIDTH)}\n`
const SEVERITIES = ['error', 'warning', 'note'] as const

/** The report of a page, or the reason why it couldn't be checked. */
type Checked = { readonly of: string } & (CheckReport | { readonly failure: string })

async function checkOne(page: string): Promise<CheckReport> {
  const { html, address } = await pageSource(page, 'check')
  return checkPage(pageDocument(html, address))
}

const isUnordered = ({ findings }: CheckReport) => findings.some(({ severity }) => severity === 'error')

/**
 * Checks a page's markup and prints what was found, what is missing, and what to write. Exits with 1 if something won't
 * be ordered.
 *
 * @throws UsageError if the page can't be loaded
 */
export async function check(page: string, { json }: { readonly json: boolean }): Promise<void> {
  const report = await checkOne(page)
  // Set before printing, because a consumer may close the pipe after the first line.
  if (isUnordered(report)) process.exitCode = 1
  await print(json ? `${JSON.stringify(report, null, 2)}\n` : `${reportText(report, WIDTH)}\n${BLIND_LINES}`)
}

/** One summary line per page. */
function lineOf(checked: Checked): string {
  if ('failure' in checked) return `${checked.of}: ${checked.failure}`
  const counts = SEVERITIES.map(
    (each) => [each, checked.findings.filter(({ severity }) => severity === each).length] as const,
  )
  const found = counts.filter(([, number]) => number).map(([each, number]) => count(number, each))
  return `${checked.of}: ${[count(checked.lists.length, 'list'), ...found].join(', ')}`
}

/**
 * Checks several pages: a report for each, then a summary. Exits with 2 if a page can't be loaded, else with 1 if
 * something on any page won't be ordered.
 *
 * @throws UsageError if no page is named
 */
export async function checkPages(pages: readonly string[], { json }: { readonly json: boolean }): Promise<void> {
  const [first, second] = pages
  if (first === undefined) throw new UsageError(`check needs a page: write ${CALL} check https://paper.example/`)
  if (second === undefined) return check(first, { json })
  const all: Checked[] = []
  for (const page of pages) {
    const checked = await checkOne(page).then(
      (report) => ({ of: page, ...report }),
      (cause: unknown) => {
        if (cause instanceof UsageError) return { of: page, failure: cause.message }
        throw cause
      },
    )
    all.push(checked)
    if ('failure' in checked) process.exitCode = 2
    else if (isUnordered(checked)) process.exitCode ??= 1
    if (!json && !('failure' in checked)) await print(`${page}\n\n${reportText(checked, WIDTH)}\n`)
  }
  const summary = all.map((checked) => wrap(`- ${lineOf(checked)}`, WIDTH - 2, '  ')).join('\n')
  await print(json ? `${JSON.stringify(all, null, 2)}\n` : `${count(all.length, 'page')}\n${summary}\n\n${BLIND_LINES}`)
}
