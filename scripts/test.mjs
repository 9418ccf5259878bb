/**
 * Runs everything that must hold, in order, and goes on after a failure so that all of them are seen at once.
 *
 *   npm test                          all steps
 *   npm test -- --only unit,e2e       some of them
 *   npm run test:full                 the long suites whole (INKLING_FULL=1), with a report in docs/proof/
 *   npm run test:full -- --only promises  one of them; its row in the report is replaced
 *
 * The last line is `N passed, N failed`, counted from the runners' own reports in test-results/.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bringBrowser } from './browser.mjs'
import { bringEngines } from './engines.mjs'
import { openProof } from './proof/report.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const reports = join(root, 'test-results')
const modules = join(root, 'node_modules')
/** What the build makes, that later steps stand on. */
const BUILT = ['packages/sdk/dist/index.js', 'packages/demo/public/index.html']
/** The long suites take this much longer than their samples. */
const FULL_FACTOR = 6
const NOTHING = { passed: 0, failed: 0, skipped: 0, again: 0 }

/**
 * `report` is where the runner leaves its counts; a step without one counts as one test. `minutes`: what hangs longer
 * is ended, so that the other steps still get their turn.
 */
const STEPS = [
  { name: 'check', title: 'types, lint, format, import boundaries', command: npm('check'), minutes: 5 },
  { name: 'build', title: 'SDK and demo', command: npm('build'), minutes: 5 },
  { name: 'size', title: 'bundles against their budgets', command: npm('size'), minutes: 1, needs: ['dist'] },
  { name: 'unit', title: 'unit tests', ...vitest('unit'), minutes: 10 },
  {
    name: 'browser',
    title: 'the SDK in a real browser',
    ...vitest('browser'),
    minutes: 12,
    needs: ['dist', 'browser'],
  },
  {
    name: 'e2e',
    title: 'the demo in a real browser',
    ...playwright('e2e', ['chromium', 'chromium-wasm', 'chromium-webgl', 'chromium-webgpu', 'faults']),
    minutes: 15,
    needs: ['dist', 'browser'],
  },
  {
    name: 'pages',
    title: 'pages written as real sites are, strict ones, those of frameworks, the quick start',
    ...playwright('pages', ['pages', 'strict', 'frameworks', 'guide', 'engines']),
    minutes: 12,
    needs: ['dist', 'browser'],
  },
  {
    name: 'promises',
    title: 'what goes wrong: faults, tabs, origins, kills, a soak',
    ...playwright('promises', ['promises']),
    minutes: 12,
    needs: ['dist', 'browser'],
  },
  {
    name: 'bench',
    title: 'every section of the benchmark runs; no figure is judged',
    command: [process.execPath, join(root, 'packages/sdk/bench/run.mjs'), '--smoke'],
    minutes: 4,
    needs: ['dist', 'browser'],
  },
]

const { only, full } = readArguments(process.argv.slice(2))
const steps = STEPS.filter(({ name }) => !only || only.includes(name))
if (only && !only.includes('build') && needed('dist') && !BUILT.every((file) => existsSync(join(root, file)))) {
  console.log('The build is missing: it comes first.')
  steps.unshift(STEPS.find(({ name }) => name === 'build'))
}

mkdirSync(reports, { recursive: true })
const browser = needed('browser') ? lookForBrowser() : {}
if (full && steps.some(({ name }) => name === 'pages')) bringEngines()
const env = {
  ...process.env,
  ...(browser.path && { INKLING_CHROMIUM: browser.path }),
  ...(full && { INKLING_FULL: '1' }),
}

let child
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    child?.kill(signal)
    process.exit(1)
  })
}

const proof = full
  ? openProof(
      root,
      STEPS.map(({ name }) => name),
    )
  : undefined
const results = []
for (const step of steps) {
  const result = await run(step)
  results.push(result)
  proof?.note(result, step.report && reportOf(step.report))
}
const total = sum(results)
printTable()
console.log(summary(total))
process.exitCode = total.failed > 0 ? 1 : 0

function npm(script) {
  // npm is a script itself: as a child of npm it is known where it lies, and Windows needs no shell for it.
  const { npm_execpath: itself } = process.env
  return [...(itself ? [process.execPath, itself] : ['npm']), 'run', '--silent', script]
}

function vitest(project) {
  const report = join(reports, `vitest-${project}.json`)
  const command = [process.execPath, join(modules, 'vitest/vitest.mjs'), 'run', '--project', project]
  return {
    report,
    read: readVitest,
    command: [...command, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  }
}

function playwright(name, projects) {
  const report = join(reports, `playwright-${name}.json`)
  const command = [process.execPath, join(modules, '@playwright/test/cli.js'), 'test']
  return {
    report,
    read: readPlaywright,
    // A folder of its own: two steps may run at once, and each empties it.
    command: [...command, `--output=${report.replace('.json', '')}`, ...projects.map((each) => `--project=${each}`)],
    variables: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  }
}

function readVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  // A file that can't even be loaded has no tests to fail.
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests + numTodoTests, again: 0 }
}

function readPlaywright({ stats: { expected, unexpected, flaky, skipped } }) {
  if (flaky) console.log(`${flaky} passed at a second try: the list above names them as flaky.`)
  return { passed: expected + flaky, failed: unexpected, skipped, again: flaky }
}

function readArguments(args) {
  const names = STEPS.map(({ name }) => name)
  let only
  let full = false
  for (let i = 0; i < args.length; i++) {
    const [flag, value] = args[i].split('=', 2)
    if (flag === '--full') full = true
    else if (flag === '--only') only = (value ?? args[++i] ?? '').split(',').filter(Boolean)
    else stop(`There is no option ${flag}: write --only ${names.join(',')} or --full.`)
  }
  const unknown = only?.find((name) => !names.includes(name))
  if (only && (unknown !== undefined || only.length === 0))
    stop(`--only takes steps, with commas between them: ${names.join(',')}${unknown ? `, not ${unknown}` : ''}.`)
  return { only, full }
}

function stop(sentence) {
  console.error(sentence)
  process.exit(2)
}

function needed(what) {
  return steps.some(({ needs }) => needs?.includes(what))
}

function lookForBrowser() {
  try {
    return { path: bringBrowser() }
  } catch (error) {
    return { problem: error.message }
  }
}

async function run({ name, title, command, report, read, minutes, needs, variables }) {
  console.log(`\n━━━ ${name}: ${title} ${'━'.repeat(Math.max(3, 100 - name.length - title.length))}\n`)
  const started = performance.now()
  if (report) rmSync(report, { force: true })
  const problem = needs?.includes('browser') ? browser.problem : undefined
  const ended = problem ? { code: 1, problem } : await start(command, minutes * (full ? FULL_FACTOR : 1), variables)
  const result = { name, seconds: (performance.now() - started) / 1000, ...judge(ended, report, read) }
  console.log(`\n${name}: ${summary(result)} in ${result.seconds.toFixed(1)} s${result.why ? ` (${result.why})` : ''}`)
  return result
}

/** @returns {Promise<{ code: number, problem?: string }>} */
function start([file, ...args], minutes, variables) {
  return new Promise((resolve) => {
    let problem
    child = spawn(file, args, { cwd: root, env: { ...env, ...variables }, stdio: 'inherit' })
    const running = child
    const timer = setTimeout(() => {
      problem = `ended after ${minutes} minutes`
      running.kill('SIGTERM')
      setTimeout(() => running.kill('SIGKILL'), 10_000).unref()
    }, minutes * 60_000)
    running.on('error', (error) => {
      clearTimeout(timer)
      resolve({ code: 1, problem: error.message })
    })
    running.on('exit', (code, signal) => {
      clearTimeout(timer)
      resolve({ code: code ?? 1, ...((problem ?? signal) && { problem: problem ?? `ended by ${signal}` }) })
    })
  })
}

/** What a runner has left; undefined when that can't be read. */
function reportOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** A runner that crashed, or ran nothing, has failed, whatever its report says. */
function judge({ code, problem }, report, read) {
  if (!report) return { ...NOTHING, passed: code ? 0 : 1, failed: code ? 1 : 0, why: problem }
  const left = reportOf(report)
  if (!left) return { ...NOTHING, failed: 1, why: problem ?? 'it left no report' }
  const counts = read(left)
  if (counts.passed + counts.failed + counts.skipped === 0)
    return { ...NOTHING, failed: 1, why: problem ?? 'no tests ran' }
  if (code && counts.failed === 0)
    return { ...counts, failed: 1, why: problem ?? `exit code ${code} without a failed test` }
  return { ...counts, why: problem }
}

function sum(all) {
  const add = (key) => all.reduce((n, one) => n + one[key], 0)
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') }
}

function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}

function printTable() {
  const heads = ['', 'passed', 'failed', 'skipped', 'seconds']
  const rows = results.map(({ name, passed, failed, skipped, seconds }) => [
    name,
    passed,
    failed,
    skipped,
    seconds.toFixed(1),
  ])
  console.log('')
  for (const cells of [heads, ...rows])
    console.log(cells.map((cell, i) => (i ? String(cell).padStart(9) : String(cell).padEnd(9))).join(''))
  console.log('')
}
