import { checkPage } from '../../developers/check/check-page.ts'
import { reportText, wrap } from '../../developers/check/report/report-text.ts'
import { pageDocument } from '../pages/page-document.ts'
import { pageSource } from '../pages/page-source.ts'
import { print } from '../terminal/output.ts'

/** Columns of a terminal. */
const WIDTH = 80

const BLIND = `This is the markup as the server sends it. Lists and items that scripts make later can't be seen from here: for
those, run inkling.check() in the console of the page.`

/**
 * Does this page's markup work? Prints what was found, what wasn't, and what to write. The exit code is 1 when something
 * will not be ordered.
 *
 * @throws UsageError when there is no page to be had
 */
export async function check(page: string, { json }: { readonly json: boolean }): Promise<void> {
  const { html, address } = await pageSource(page, 'check')
  const report = checkPage(pageDocument(html, address))
  // Before the report: whoever reads it may go after the first line.
  if (report.findings.some(({ severity }) => severity === 'error')) process.exitCode = 1
  await print(
    json
      ? `${JSON.stringify(report, null, 2)}\n`
      : `${reportText(report, WIDTH)}\n${wrap(BLIND.replace(/\n/g, ' '), WIDTH)}\n`,
  )
}
