/** The test runners: their commands, the paths of their reports, and how to read these. */
import { basename, join } from 'node:path'

export const NOTHING = { passed: 0, failed: 0, skipped: 0, again: 0, names: [] }

/** @param {string} root of the checkout */
export function runnersIn(root) {
  const modules = join(root, 'node_modules')
  const reports = join(root, 'test-results')
  const node = (script, ...args) => [process.execPath, join(modules, script), ...args]

  return {
    node,

    npm(script) {
      // Under npm, the path of its own script is known. Calling it with Node avoids a shell on Windows.
      const { npm_execpath: itself } = process.env
      return [...(itself ? [process.execPath, itself] : ['npm']), 'run', '--silent', script]
    },

    /**
     * @param {string} kind prefix of the names of the projects
     * @param {readonly string[]} how Vitest's arguments: `['run', …]`
     */
    vitest(kind, how = ['run']) {
      const report = join(reports, `vitest-${kind}.json`)
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
      return {
        report,
        read: readVitest,
        command: node('vitest/vitest.mjs', ...how, '--project', `${kind}*`, ...reporters),
      }
    },

    /** @param {readonly string[]} files to run; all files of the projects if empty */
    playwright(name, projects, files = []) {
      const report = join(reports, `playwright-${name}.json`)
      return {
        report,
        read: readPlaywright,
        // Use a separate folder per step, because steps may run in parallel and each empties its folder.
        command: node(
          '@playwright/test/cli.js',
          'test',
          ...files,
          `--output=${report.replace('.json', '')}`,
          ...projects.map((each) => `--project=${each}`),
        ),
        variables: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      }
    },
  }
}

function readVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  // A file that can't be loaded fails without any test.
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const failed = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${basename(name)}: ${fullName}`),
  )
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
    again: 0,
    names: [...broken.map(({ name }) => basename(name)), ...failed],
  }
}

function readPlaywright({ suites, stats: { expected, unexpected, flaky, skipped } }) {
  if (flaky) console.log(`${flaky} passed at a second try: the list above names them as flaky.`)
  const names = suites.flatMap(unexpectedIn)
  return { passed: expected + flaky, failed: unexpected, skipped, again: flaky, names }
}

/** @returns {string[]} */
function unexpectedIn({ specs = [], suites = [] }) {
  const failed = specs.filter(({ tests }) => tests.some(({ status }) => status === 'unexpected'))
  return [...failed.map(({ file, title }) => `${basename(file)}: ${title}`), ...suites.flatMap(unexpectedIn)]
}
