/** Reads what Playwright's JSON reporter writes. */

const RESULTS = {
  expected: 'passed',
  flaky: 'passed at a second try',
  unexpected: 'FAILED',
  skipped: 'skipped',
}

/**
 * Every test of a report, in its order.
 *
 * @typedef {object} Tested
 * @property {string} project
 * @property {string} file its path's last part
 * @property {readonly string[]} path titles of the `describe`s around it
 * @property {string} title
 * @property {string} result in words
 * @property {(type: string) => string[]} notes descriptions of its annotations of this type
 * @property {(name: string) => unknown} attached what it attached as JSON under this name, if it did
 *
 * @returns {Generator<Tested>}
 */
export function* testsOf({ suites = [], specs = [], title = '', file = '' }, path = []) {
  const here = title && title !== file ? [...path, title] : path
  for (const spec of specs) {
    for (const { projectName, status, annotations, results } of spec.tests) {
      // A test that ran has its annotations in its results, one that doesn't run leaves its reason in its own.
      const all = [...annotations, ...(results.at(-1)?.annotations ?? [])]
      yield {
        project: projectName,
        file: spec.file.split('/').at(-1),
        path: here,
        title: spec.title,
        result: RESULTS[status],
        attached: (name) => {
          const { body } = results.at(-1)?.attachments.find((each) => each.name === name) ?? {}
          return body && JSON.parse(Buffer.from(body, 'base64').toString())
        },
        notes: (type) => [...new Set(all.filter((note) => note.type === type).map(({ description }) => description))],
      }
    }
  }
  for (const suite of suites) yield* testsOf(suite, here)
}

/** A row of Markdown; what would end a cell is escaped. */
export const row = (...cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
