/**
 * Runs all checks and tests, and continues after a failure so that all failures are reported at once. Steps run in parallel lanes:
 * scripts/test/steps.mjs.
 *
 *   npm test                          all steps
 *   npm test -- --only unit,e2e       only these steps
 *   npm test -- --changed             types, lint, and the tests that import files which differ from the last commit
 *   npm test -- --changed=main        the same for files that differ from main
 *   npm run test:full                 the complete long suites (INKLING_FULL=1) and mutation tests, with a report in docs/proof/
 *   npm run test:full -- --only promises  one step of these; replaces its row in the report
 *
 * The last line is `N passed, N failed`, counted from the runners' own reports in test-results/.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findOrInstallBrowser } from './browser.mjs'
import { ensureEngines } from './engines.mjs'
import { openProof } from './proof/report.mjs'
import { changedSince, stepsFor } from './test/changed.mjs'
import { NOTHING } from './test/runners.mjs'
import { LANES, stepsIn } from './test/steps.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
/** Output of the build that later steps need. */
const BUILT = ['packages/sdk/dist/index.js', 'packages/demo/public/index.html']
/** How many times longer the complete suites take than their samples. */
const FULL_FACTOR = 6
/** How many times a step's minutes may pass before it is ended. A machine that does something else isn't a step that hangs. */
const PATIENCE = 4

const { only, full, changed } = readArguments(process.argv.slice(2))
const all = changed
  ? stepsFor(root, changesSince(changed), changed)
  : stepsIn(root).filter((step) => full || !step.full)
const names = all.map(({ name }) => name)
const steps = choose()

mkdirSync(join(root, 'test-results'), { recursive: true })
const browser = needed('browser') ? lookForBrowser() : {}
if (full && steps.some(({ name }) => name === 'pages')) ensureEngines()
const env = {
  ...process.env,
  ...(browser.path && { INKLING_CHROMIUM: browser.path }),
  ...(full && { INKLING_FULL: '1' }),
}

const running = new Set()
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal)
    process.exit(1)
  })
}

const proof = full ? openProof(root, names) : undefined
const results = new Map()
/** Resolves `built` when the build step has ended, or at once if there is none and an earlier build is used. */
let endBuild
const built = new Promise((resolve) => {
  endBuild = resolve
})
if (!steps.some(({ name }) => name === 'build')) endBuild()
for (const lanes of stages()) await runStage(lanes)
const inOrder = steps.map(({ name }) => results.get(name))
const total = sum(inOrder)
printTable()
printFailed()
console.log(summary(total))
process.exitCode = total.failed > 0 ? 1 : 0

function readArguments(args) {
  let only
  let full = false
  let changed
  for (let i = 0; i < args.length; i++) {
    const [flag, value] = args[i].split('=', 2)
    if (flag === '--full') full = true
    else if (flag === '--changed') changed = value || 'HEAD'
    else if (flag === '--only') only = (value ?? args[++i] ?? '').split(',').filter(Boolean)
    else stop(`There is no option ${flag}: write --only STEP,STEP, --changed, --changed=COMMIT or --full.`)
  }
  if (full && changed) stop('--changed is for what was changed, --full for everything: write one of them.')
  return { only, full, changed }
}

function changesSince(ref) {
  let files
  try {
    files = changedSince(root, ref)
  } catch (error) {
    stop(`--changed: ${error.message}`)
  }
  if (files.length) return files
  console.log(`Nothing differs from ${ref}.\n0 passed, 0 failed`)
  process.exit(0)
}

/** The requested steps, preceded by the build if they need one and there is none. */
function choose() {
  const unknown = only?.find((name) => !names.includes(name))
  if (only && (unknown !== undefined || only.length === 0))
    stop(`--only takes steps, with commas between them: ${names.join(',')}${unknown ? `, not ${unknown}` : ''}.`)
  const chosen = all.filter(({ name }) => !only || only.includes(name))
  const build = all.find(({ name }) => name === 'build')
  const built = BUILT.every((file) => existsSync(join(root, file)))
  if (!build || built || chosen.includes(build) || !chosen.some(({ needs }) => needs?.includes('dist'))) return chosen
  console.log('The build is missing: it comes first.')
  return [build, ...chosen]
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
    return { path: findOrInstallBrowser() }
  } catch (error) {
    return { problem: error.message }
  }
}

/** The chosen steps: first the parallel lanes, then steps that run alone. All are sequential on a single core, or with `--changed`. */
function stages() {
  if (changed || availableParallelism() < 2) return [[steps]]
  const lanes = LANES.map((lane) => lane.flatMap((name) => steps.find((step) => step.name === name) ?? []))
  const alone = steps.filter(({ name }) => !LANES.flat().includes(name))
  return [lanes.filter((lane) => lane.length), ...alone.map((step) => [[step]])]
}

/** @param {ReadonlyArray<readonly import('./test/steps.mjs').Step[]>} lanes */
async function runStage(lanes) {
  const quiet = lanes.length > 1
  if (quiet) {
    const names = lanes.map((lane) => lane.map(({ name }) => name).join(', '))
    console.log(`\n━━━ ${names.join(' beside ')}: each is shown when it has ended\n`)
  }
  const runLane = async (lane) => {
    for (const step of lane) await run(step, quiet)
  }
  await Promise.all(lanes.map(runLane))
}

/** @param {boolean} quiet whether to hold back the step's output until it has ended */
async function run(step, quiet) {
  const { name, title, command, report, leaves = report, minutes, needs, variables } = step
  if (needs?.includes('dist')) await built
  const head = `\n━━━ ${name}: ${title} ${'━'.repeat(Math.max(3, 100 - name.length - title.length))}\n`
  if (!quiet) console.log(head)
  const started = performance.now()
  if (report) rmSync(report, { force: true })
  const problem = needs?.includes('browser') ? browser.problem : undefined
  const ended = problem
    ? { code: 1, problem }
    : await start(command, PATIENCE * minutes * (full ? FULL_FACTOR : 1), variables, quiet)
  if (quiet) process.stdout.write(`${head}\n${ended.printed ?? ''}`)
  const result = { name, seconds: (performance.now() - started) / 1000, ...judge(ended, step) }
  console.log(`\n${name}: ${summary(result)} in ${result.seconds.toFixed(1)} s${result.why ? ` (${result.why})` : ''}`)
  results.set(name, result)
  if (name === 'build') endBuild()
  proof?.note(result, leaves && reportOf(leaves))
}

/** @returns {Promise<{ code: number, problem?: string, printed?: string }>} */
function start([file, ...args], minutes, variables, quiet) {
  return new Promise((resolve) => {
    let problem
    let printed = ''
    const colour = quiet && process.stdout.isTTY && { FORCE_COLOR: '1' }
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit'
    const child = spawn(file, args, { cwd: root, env: { ...env, ...colour, ...variables }, stdio })
    running.add(child)
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => {
        printed += text
      })
    const timer = setTimeout(() => {
      problem = `ended after ${minutes} minutes`
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref()
    }, minutes * 60_000)
    const end = (result) => {
      clearTimeout(timer)
      running.delete(child)
      resolve({ ...result, printed })
    }
    child.on('error', (error) => end({ code: 1, problem: error.message }))
    // Some output may still arrive after `exit`, so wait for `close` if it is captured.
    child.on(quiet ? 'close' : 'exit', (code, signal) =>
      end({ code: code ?? 1, ...((problem ?? signal) && { problem: problem ?? `ended by ${signal}` }) }),
    )
  })
}

/** A runner's report, or undefined if it can't be read. */
function reportOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** A runner that crashed or ran no tests has failed, whatever its report says. */
function judge({ code, problem }, { report, read, empty }) {
  if (!report) return { ...NOTHING, passed: code ? 0 : 1, failed: code ? 1 : 0, why: problem }
  const left = reportOf(report)
  if (!left) return empty && !code ? NOTHING : { ...NOTHING, failed: 1, why: problem ?? 'it left no report' }
  const counts = read(left)
  if (counts.passed + counts.failed + counts.skipped === 0)
    return empty && !code ? NOTHING : { ...NOTHING, failed: 1, why: problem ?? 'no tests ran' }
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

/** Repeats the failures at the end, because often only the end of a long log is kept. */
function printFailed() {
  const lines = inOrder.flatMap(({ name, names, failed, why }) => {
    if (!failed) return []
    return names.length ? names.map((test) => `${name} › ${test}`) : [`${name} › ${why ?? 'failed'}`]
  })
  if (lines.length) console.log(`Failed:\n${lines.map((line) => `  ${line}\n`).join('')}`)
}

function printTable() {
  const heads = ['', 'passed', 'failed', 'skipped', 'seconds']
  const rows = inOrder.map(({ name, passed, failed, skipped, seconds }) => [
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
