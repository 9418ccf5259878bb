/** `npm test -- --changed`: what a developer wants to know between two commits, in under a minute. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runnersIn } from './runners.mjs'

/**
 * Files that differ from a commit, new ones among them; what was deleted is not.
 *
 * @throws {Error} with git's own words, when there is no such commit
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
 * Types of all, lint and format of these files, and the tests whose imports lead to one of them.
 *
 * @returns {readonly import('./steps.mjs').Step[]}
 */
export function stepsFor(root, files) {
  const { node, vitest } = runnersIn(root)
  const related = [
    'related',
    ...files.filter((file) => /\.(?:[mc]?[jt]sx?|json)$/.test(file)),
    '--run',
    '--passWithNoTests',
  ]
  const inSdk = files.some((file) => file.startsWith('packages/sdk/'))
  return [
    {
      name: 'types',
      title: 'all of them',
      command: node('typescript/bin/tsc', '--noEmit', '--project', 'tsconfig.json'),
      minutes: 2,
    },
    {
      name: 'lint',
      title: `lint and format of ${files.length} files`,
      command: node('@biomejs/biome/bin/biome', 'check', '--no-errors-on-unmatched', ...files),
      minutes: 2,
    },
    ...(inSdk
      ? [
          {
            name: 'dom',
            title: 'members of nodes are read by lib/dom.ts',
            command: [process.execPath, join(root, 'scripts/check-dom.mjs')],
            minutes: 2,
          },
          { name: 'unit', title: 'unit tests that import them', ...vitest('unit', related), minutes: 5, empty: true },
          {
            name: 'browser',
            title: 'tests in a real browser that import them',
            ...vitest('browser', related),
            minutes: 5,
            needs: ['browser'],
            empty: true,
          },
        ]
      : []),
  ]
}
