/** `npm test -- --changed`: the most relevant checks between two commits, in under a minute. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PACKAGES } from '../packages.mjs'
import { runnersIn } from './runners.mjs'

const SOURCE = /^packages\/sdk\/src\/(?:([\w-]+)\/)?/
const PACKAGE = new RegExp(`^packages/(${PACKAGES.join('|')})/(?:src|test)/`)
/** Test files, by the stage that they test. */
const TEST = /^packages\/sdk\/test\/(?:unit|browser)\/([\w-]+)\//
const CODE = /^packages\/(?!demo\/|docs\/|guides\/).*\.(?:[mc]?[jt]sx?|json)$/
const SPEC = /^packages\/.*\.spec\.ts$/

/** Test folders for folders of `src/` with a different name. */
const TESTED_IN = {
  client: ['consent', 'runtime'],
  entries: ['tag', 'snippet'],
  frameworks: ['ranked-list'],
}

/**
 * Files that differ from a commit, including new files but not deleted ones.
 *
 * @throws {Error} with git's message, if there is no such commit
 */
export function changedSince(root, ref) {
  const git = (...args) => {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr.trim())
    return stdout.split('\0').filter(Boolean)
  }
  const files = [
    ...git('diff', '--name-only', '-z', '--diff-filter=d', ref, '--'),
    ...git('ls-files', '--others', '--exclude-standard', '-z'),
  ]
  return [...new Set(files)].filter((file) => existsSync(join(root, file))).sort()
}

/**
 * Names of the packages, and of the folders in test/unit/ and test/browser/ of packages/sdk, that test the changed files. Undefined stands for all of
 * them: `lib/`, files in the root of `src/`, and shared test code can affect every test.
 *
 * @returns {readonly string[] | undefined}
 */
function foldersOf(files) {
  const folders = new Set()
  for (const file of files) {
    const [, tested] = TEST.exec(file) ?? PACKAGE.exec(file) ?? []
    const [, stage] = SOURCE.exec(file) ?? []
    if (!tested && (!stage || stage === 'lib')) return undefined
    const all = tested ? [tested] : (TESTED_IN[stage] ?? [stage])
    for (const each of all) folders.add(each)
  }
  return [...folders]
}

/**
 * Checks the types of all files, lint and format of the changed ones, and runs tests that import one of them: those of the files' own stages, or all
 * unit tests if a file is used everywhere. Playwright specs run only if they have changed themselves.
 *
 * @returns {readonly import('./steps.mjs').Step[]}
 */
export function stepsFor(root, files, ref) {
  const { node, vitest, playwright } = runnersIn(root)
  const specs = files.filter((file) => SPEC.test(file))
  const sources = files.filter((file) => CODE.test(file) && !SPEC.test(file))
  const own = sources.filter((file) => SOURCE.test(file) && file.endsWith('.ts'))
  const folders = foldersOf(sources)
  const within = (kind) =>
    (folders ?? ['', ...PACKAGES])
      .map((folder) => (PACKAGES.includes(folder) ? `${folder}/test/` : `sdk/test/${kind}/${folder && `${folder}/`}`))
      .filter((path) => existsSync(join(root, 'packages', path)) && (kind === 'unit' || path.startsWith('sdk/')))
  const related = (kind) => [
    'run',
    ...within(kind).map((path) => join(root, 'packages', path)),
    `--changed=${ref}`,
    '--passWithNoTests',
  ]
  return [
    {
      name: 'types',
      title: 'all of them',
      command: node('@typescript/native/bin/tsc', '--noEmit', '--project', 'tsconfig.json'),
      minutes: 2,
    },
    {
      name: 'lint',
      title: `lint and format of ${files.length} files`,
      command: node('@biomejs/biome/bin/biome', 'check', '--no-errors-on-unmatched', ...files),
      minutes: 2,
    },
    own.length && {
      name: 'dom',
      title: 'members of nodes are read by lib/dom.ts',
      command: [process.execPath, join(root, 'scripts/check-dom.mjs'), ...own],
      minutes: 2,
    },
    sources.length &&
      within('unit').length && {
        name: 'unit',
        title: `unit tests that import them, in ${within('unit').join(', ')}`,
        ...vitest('unit', related('unit')),
        minutes: 5,
        empty: true,
      },
    folders &&
      within('browser').length && {
        name: 'browser',
        title: `tests in a real browser that import them, in ${within('browser').join(', ')}`,
        ...vitest('browser', related('browser')),
        minutes: 5,
        needs: ['browser'],
        empty: true,
      },
    specs.length && {
      name: 'specs',
      title: `${specs.length} specifications that have changed, on what was built last`,
      ...playwright('specs', [], specs),
      minutes: 10,
      needs: ['browser'],
    },
  ].filter(Boolean)
}
