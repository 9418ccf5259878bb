/**
 * Writes the results of `npm run test:full` to docs/proof/. Each step has a row with the commit on which it ran. If a step is run again on its own
 * (`npm run test:full -- --only promises`), only its row is replaced, so the report never claims more than was run.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, availableParallelism, platform, release } from 'node:os'
import { join } from 'node:path'
import { consentProof } from './consent.mjs'
import { fuzzProof } from './fuzz.mjs'
import { mutationProof } from './mutation.mjs'
import { pagesProof } from './pages.mjs'
import { promisesProof } from './promises.mjs'
import { soakPlot, soakProof } from './soak.mjs'
import { row } from './tests.mjs'

/** The commit that is checked out, with `, changed` if files differ from it. Undefined outside a checkout. */
function commitOf(root) {
  const git = (...args) => {
    const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
    return status === 0 ? stdout.trim() : undefined
  }
  const commit = git('rev-parse', '--short=12', 'HEAD')
  // Ignore the report, which the run itself changes.
  return commit && git('status', '--porcelain', '--', '.', ':!docs/proof') ? `${commit}, changed` : commit
}

function machine() {
  return `${platform()} ${release()}, ${arch()}, ${availableParallelism()} cores, Node ${process.version}`
}

/**
 * Opens the record left by earlier runs.
 *
 * @param {string} root of the checkout
 * @param {readonly string[]} order names of all steps, in order
 */
export function openProof(root, order) {
  const folder = join(root, 'docs/proof')
  const file = join(folder, 'report.json')
  const { version } = JSON.parse(readFileSync(join(root, 'packages/sdk/package.json'), 'utf8'))
  // Read at the start, because files may change during the run.
  const commit = commitOf(root)
  const write = (name, lines) => lines.length && writeFileSync(join(folder, name), lines.join('\n'))

  return {
    /** Records a finished step and writes all files, so that an interrupted run leaves its results. */
    note({ name, passed, failed, skipped, again, seconds, why }, report) {
      mkdirSync(folder, { recursive: true })
      // Read again, because another run may have recorded other steps.
      const steps = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).steps : {}
      steps[name] = {
        ...{ passed, failed, skipped, again, seconds: Math.round(seconds), ...(why && { why }) },
        ...{ version, commit, ended: new Date().toISOString(), machine: machine() },
      }
      const known = Object.fromEntries(order.flatMap((name) => (steps[name] ? [[name, steps[name]]] : [])))
      writeFileSync(file, `${JSON.stringify({ steps: known }, null, 2)}\n`)
      if (report && name === 'pages') write('pages.md', pagesProof(report))
      if (report && name === 'e2e') write('consent.md', consentProof(report))
      if (report && name === 'unit') write('fuzz.md', fuzzProof(report))
      if (report && name === 'mutation') write('mutation.md', mutationProof(report))
      if (report && name === 'promises') write('promises.md', promisesProof(report))
      if (report && name === 'soak') {
        const plot = soakPlot(report)
        if (plot) writeFileSync(join(folder, 'soak.svg'), plot)
        write('soak.md', soakProof(report, { plot: plot !== undefined }))
      }
      write('report.md', summary(known, order, folder))
    },
  }
}

function summary(steps, order, folder) {
  const all = Object.values(steps)
  const sum = (key) => all.reduce((n, step) => n + step[key], 0)
  const commits = new Set(all.map(({ commit }) => commit))
  const missing = order.filter((name) => !steps[name])
  const details = [
    ['pages.md', 'pages, policies and frameworks'],
    ['promises.md', 'faults, tabs, kills'],
    ['soak.md', 'the soak'],
    ['consent.md', 'the table of consent'],
    ['fuzz.md', 'fuzzing'],
    ['mutation.md', 'mutations'],
  ].filter(([name]) => existsSync(join(folder, name)))
  return [
    '# What `npm run test:full` saw',
    '',
    row('step', 'passed', 'failed', 'skipped', 'at a second try', 'seconds', 'commit', 'ended'),
    '|---|--:|--:|--:|--:|--:|---|---|',
    ...Object.entries(steps).map(([name, { passed, failed, skipped, again, seconds, commit, ended, why }]) =>
      row(why ? `${name} (${why})` : name, passed, failed, skipped, again, seconds, commit ?? '–', ended.slice(0, 16)),
    ),
    '',
    `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped.`,
    ...(missing.length ? [`Not run: ${missing.join(', ')}.`] : []),
    ...(commits.size > 1 ? ['The steps ran on different commits, which are listed in the table.'] : []),
    '',
    `The steps ran on ${[...new Set(all.map(({ machine }) => machine))].join('; ')}.`,
    '',
    ...(details.length ? [details.map(([name, title]) => `[${title}](${name})`).join(' · '), ''] : []),
  ]
}
