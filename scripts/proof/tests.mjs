/** Reads the output of Playwright's JSON reporter. */

const RESULTS = {
  expected: 'passed',
  flaky: 'passed at a second try',
  unexpected: 'FAILED',
  skipped: 'skipped',
}

/**
 * All tests of a report, in order.
 *
 * @typedef {object} Tested
 * @property {string} project
 * @property {string} file its base name
 * @property {readonly string[]} path titles of the `describe`s around it
 * @property {string} title
 * @property {string} result as a word
 * @property {(type: string) => string[]} notes descriptions of its annotations of a type
 * @property {(name: string) => unknown} attached its JSON attachment with a name, if any
 *
 * @returns {Generator<Tested>}
 */
export function* testsOf({ suites = [], specs = [], title = '', file = '' }, path = []) {
  const here = title && title !== file ? [...path, title] : path
  for (const spec of specs) {
    for (const { projectName, status, annotations, results } of spec.tests) {
      // Annotations made while a test ran are in its results. A skipped test has its reason in the test itself.
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

/** A Markdown table row, with pipes escaped. */
export const row = (...cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
