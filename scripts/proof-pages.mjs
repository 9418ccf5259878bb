/** Playwright's report of the page suites → docs/proof/pages.md: which page passed on which engine, and what waits. */

const SIGNS = { expected: 'passed', flaky: 'passed at a second try', unexpected: 'FAILED', skipped: 'skipped' }

/** Every test of a report, with the titles of the suites it stands in. */
function* testsOf({ suites = [], specs = [], title = '' }, path = []) {
  const here = title && !/\.ts$/.test(title) ? [...path, title] : path
  for (const { title, tests } of specs) for (const test of tests) yield { path: here, title, test }
  for (const suite of suites) yield* testsOf(suite, here)
}

function column({ path, test: { projectName } }) {
  return projectName === 'pages' ? 'Chromium' : (path[0] ?? projectName)
}

function cell({ test: { status, annotations, results } }) {
  // A test that doesn't run leaves its reason in its annotations.
  const waits = [...annotations, ...results.flatMap(({ annotations = [] }) => annotations)]
    .filter(({ type }) => type === 'not yet')
    .map(({ description }) => description)
  return [SIGNS[status], ...new Set(waits)].join('; not yet: ')
}

/** @returns {string[]} lines of Markdown */
export function pagesProof(report) {
  const all = [...testsOf(report)]
  const strict = all.filter(({ test }) => test.projectName === 'strict')
  const pages = all.filter(({ test }) => test.projectName !== 'strict')
  const engines = [...new Set(pages.map(column))]
  const names = [...new Set(pages.map(({ title }) => title))]
  const cellOf = (name, engine) => {
    const found = pages.find((each) => each.title === name && column(each) === engine)
    return found ? cell(found) : '–'
  }
  return [
    '# Pages',
    '',
    'Fixtures in packages/sdk/test/pages/fixtures, by engine. Written by `npm run prove`.',
    '',
    `| page | ${engines.join(' | ')} |`,
    `|---|${engines.map(() => '---|').join('')}`,
    ...names.map((name) => `| ${name} | ${engines.map((engine) => cellOf(name, engine)).join(' | ')} |`),
    '',
    '## Strict pages',
    '',
    '| set-up | Chromium |',
    '|---|---|',
    ...strict.map((each) => `| ${each.title} | ${cell(each)} |`),
    '',
  ]
}
