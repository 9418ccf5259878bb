import { audienceVectors } from '../../../sdk/src/developers/check/audience-vectors.ts'
import { checkPage } from '../../../sdk/src/developers/check/check-page.ts'
import { count } from '../../../sdk/src/developers/check/report/count.ts'
import type { CheckReport } from '../../../sdk/src/developers/check/report/report.ts'
import { checkBlocks } from '../check/report.ts'
import { DEFAULT_LANGUAGE, languagesHere, openModel } from '../model.ts'
import { pageDocument } from '../pages/page-document.ts'
import { pageSource } from '../pages/page-source.ts'
import { list, paragraph, section } from '../report/document.ts'
import { toText } from '../report/to-text.ts'
import { TERMINAL_WIDTH } from '../report/wrap.ts'
import { print, say } from '../terminal/output.ts'
import { CALL } from '../terminal/parse-arguments.ts'
import { UsageError } from '../terminal/usage.ts'

const SERVER_MARKUP = paragraph(
  'This is the markup as the server sends it, without lists and items that scripts add later. To check those, run inkling.check() in the console of the page.',
)
const SEVERITIES = ['error', 'warning', 'note'] as const

/** A page's report, or the reason the page couldn't be checked. */
type Checked = { readonly of: string } & (CheckReport | { readonly failure: string })

async function checkOne(page: string): Promise<CheckReport> {
  const { html, address } = await pageSource(page, 'check')
  const document = pageDocument(html, address)
  return checkPage(document, { audienceVectors: await audienceVectors(document, embedByTable) })
}

/** Embeds texts at depth 0, as a reader's device does at first. English is the default, as for pages without `lang`. */
async function embedByTable(texts: readonly string[], lang: string): Promise<Float32Array[] | undefined> {
  const language = lang || DEFAULT_LANGUAGE
  try {
    if (!(await languagesHere()).includes(language)) return undefined
    return await (await openModel({ language, depth: '0' })).embed(texts)
  } catch (cause) {
    say(`audiences are checked by their words only: ${(cause as Error).message}\n`)
    return undefined
  }
}

const isUnordered = ({ findings }: CheckReport) => findings.some(({ severity }) => severity === 'error')

/**
 * Checks a page's markup and prints what was found, what is missing, and what to add. Exits with 1 if any list won't be
 * ordered.
 *
 * @throws UsageError if the page can't be loaded
 */
export async function check(page: string, { json }: { readonly json: boolean }): Promise<void> {
  const report = await checkOne(page)
  // Set the exit code before printing, because a consumer may close the pipe after the first line.
  if (isUnordered(report)) process.exitCode = 1
  await print(
    json
      ? `${JSON.stringify(report, null, 2)}\n`
      : toText({ blocks: [...checkBlocks(report), SERVER_MARKUP] }, TERMINAL_WIDTH),
  )
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
 * Checks several pages and prints a report for each, then a summary. Exits with 2 if a page can't be loaded; otherwise,
 * exits with 1 if any list on any page won't be ordered.
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
    if (!json && !('failure' in checked))
      await print(`${toText({ title: page, blocks: checkBlocks(checked) }, TERMINAL_WIDTH)}\n`)
  }
  const summary = section(count(all.length, 'page'), list(all.map(lineOf)))
  await print(json ? `${JSON.stringify(all, null, 2)}\n` : toText({ blocks: [summary, SERVER_MARKUP] }, TERMINAL_WIDTH))
}
