// @vitest-environment node
// Import boundaries: forbidden imports are written into a copy of the sources, one module at a time, and the check of
// `npm run check` must report each of them and nothing else.

import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PACKAGES } from '../../../../../scripts/packages.mjs'

vi.setConfig({ hookTimeout: 240_000 })

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
/** The path of a module, or of a file in one, from the root. In other packages than packages/sdk, its name starts with the package's name. */
const pathOf = (name: string) => {
  const [first = '', ...rest] = name.split('/')
  return PACKAGES.includes(first) ? ['packages', first, 'src', ...rest].join('/') : `packages/sdk/src/${name}`
}

/** A module and what it must not import: a file, a package or a Node module. The broken rule has the module's name. */
const FORBIDDEN: ReadonlyArray<readonly [module: string, imported: string]> = [
  ['index.ts', 'runtime/runtime.ts'],
  ['entries', 'ranking/rank.ts'],
  ['entries/check.ts', 'history/history.ts'],
  ['entries/inspect.ts', 'ranking/rank.ts'],
  ['entries/consent-platforms.ts', 'history/history.ts'],
  ['entries/core.ts', 'engine/client/engine-client.ts'],
  ['entries/snippet.ts', 'history/history.ts'],
  ['entries/tag.ts', 'runtime/runtime.ts'],
  ['entries/preview.ts', 'ranking/rank.ts'],
  ['measure/measure.ts', 'ranking/rank.ts'],
  ['entries/virtual-release.d.ts', 'types.ts'],
  ['cli/main.ts', 'ranking/rank.ts'],
  ['elements/consent-banner', 'client/inkling.ts'],
  ['elements/sentences', 'ranking/rank.ts'],
  ['elements', 'runtime/runtime.ts'],
  ['elements/elements.ts', 'runtime/runtime.ts'],
  ['elements', 'measure/estimator/normal.ts'],
  ['client', 'elements/piece.ts'],
  ['runtime', 'elements/why/why.ts'],
  ['cli/commands', 'elements/speech.ts'],
  ['elements/profile', 'runtime/runtime.ts'],
  ['elements/why', 'runtime/runtime.ts'],
  ['developers/inspector', 'runtime/runtime.ts'],
  ['client', 'ranking/rank.ts'],
  ['client', 'idb'],
  ['client/create-inkling.ts', 'history/history.ts'],
  ['frameworks', 'react'],
  ['frameworks/react.ts', 'client/inkling.ts'],
  ['runtime', 'engine/worker/serve.ts'],
  ['runtime', 'index.ts'],
  ['runtime', 'node:fs'],
  ['runtime/initial-status.ts', 'runtime/embedder/may-download.ts'],
  ['runtime/vectors', 'ranking/rank.ts'],
  ['runtime/vectors', 'engine/model/encoder.ts'],
  ['runtime/audiences', 'page/order/arrange.ts'],
  ['audiences', 'ranking/rank.ts'],
  ['consent', 'first-paint/snapshot.ts'],
  ['web-storage', 'consent/stored-choice.ts'],
  ['deletion', 'client/inkling.ts'],
  ['history', 'page/read/item.ts'],
  ['content', 'ranking/rank.ts'],
  ['content/languages', 'content/text.ts'],
  ['measure/estimator', 'history/history.ts'],
  ['measure/estimator', 'types.ts'],
  ['measure/estimator', 'node:fs'],
  ['measure/fairness', 'cli/measure/name.ts'],
  ['client', 'measure/measure.ts'],
  ['runtime', 'measure/estimator/normal.ts'],
  ['measure/fairness', 'ranking/rank.ts'],
  ['measure/fairness/measures', 'measure/estimator/measure.ts'],
  ['measurement/experiments', 'ranking/rank.ts'],
  ['measurement/analytics', 'first-paint/snapshot.ts'],
  ['first-paint', 'history/history.ts'],
  ['first-paint', 'ranking/rank.ts'],
  ['first-paint/plan-list.ts', 'history/history.ts'],
  ['runtime/experiments', 'ranking/rank.ts'],
  ['runtime/page-vectors', 'ranking/rank.ts'],
  ['page/read', 'page/guard/viewport.ts'],
  ['page/read', 'react'],
  ['page/slots', 'page/order/arrange.ts'],
  ['page/track', 'page/lists/page-lists.ts'],
  ['page/track', 'idb'],
  ['page/guard', 'page/order/arrange.ts'],
  ['page/order', 'page/lists/page-lists.ts'],
  ['page/lists', 'first-paint/snapshot.ts'],
  ['page/lists', 'entries/tag.ts'],
  ['creatives', 'ranking/rank.ts'],
  ['creatives', 'page/slots/slot.ts'],
  ['ranking', 'cli/main.ts'],
  ['client', 'cli/terminal/usage.ts'],
  ['developers/preview', 'cli/preview/persona-file.ts'],
  ['ranking', '@tensorflow/tfjs-core'],
  ['ranking', 'node:fs'],
  ['ranking/features', 'ranking/rank.ts'],
  ['ranking/rules', 'content/content.ts'],
  ['ranking/why', 'content/content.ts'],
  ['types/ranking.ts', 'types.ts'],
  ['engine/client', 'engine/model/encoder.ts'],
  ['engine/client', '@tensorflow/tfjs-core'],
  ['engine/model', 'engine/worker/messages.ts'],
  ['engine/pack', 'engine/model/encoder.ts'],
  ['engine/pack', '@tensorflow/tfjs-core'],
  ['engine/table', 'engine/model/encoder.ts'],
  ['engine/tone', 'engine/model/encoder.ts'],
  ['engine/image-encoder', 'engine/model/encoder.ts'],
  ['runtime/vectors/picture-maker.ts', 'ranking/rank.ts'],
  ['page/pictures', 'page/order/arrange.ts'],
  ['engine/worker', 'engine/client/create-worker.ts'],
  ['engine/worker', '@tensorflow/tfjs-core'],
  ['engine/backends', 'engine/client/engine-client.ts'],
  ['engine/node.ts', 'cli/main.ts'],
  ['developers/check', 'page/lists/page-lists.ts'],
  ['cli', 'page/read/item.ts'],
  ['cli/commands', 'history/history.ts'],
  ['cli/evaluate', 'developers/check/check-page.ts'],
  ['cli/evaluate/log', 'cli/evaluate/metrics/metrics.ts'],
  ['cli/evaluate/report', 'ranking/rank.ts'],
  ['cli/evaluate/fitting', 'cli/evaluate/report/report.ts'],
  ['cli/evaluate/creatives', 'ranking/rank.ts'],
  ['cli/campaigns', 'ranking/rank.ts'],
  ['cli/texts', 'ranking/rank.ts'],
  ['cli/texts/vector-files', 'ranking/rank.ts'],
  ['cli/together', 'ranking/rank.ts'],
  ['cli/parameters', 'history/history.ts'],
  ['cli/popularity', 'cli/evaluate/evaluate.ts'],
  ['cli/popularity/formats', 'page/read/url.ts'],
  ['cli/measure', 'cli/evaluate/evaluate.ts'],
  ['cli/measure/report', 'ranking/rank.ts'],
  ['cli/doctor', 'ranking/rank.ts'],
  ['cli/preview', 'ranking/rank.ts'],
  ['cli/replay', 'history/history.ts'],
  ['cli/audit', 'history/history.ts'],
  ['cli/audit/report', 'ranking/rank.ts'],
  ['cli/check', 'ranking/rank.ts'],
  ['cli/init', 'ranking/rank.ts'],
  ['cli/init/kinds', 'ranking/rank.ts'],
  ['cli/report', 'cli/evaluate/evaluate.ts'],
  ['developers/preview', 'first-paint/snapshot.ts'],
  ['developers/preview/personas.ts', 'lib/scheduling/once.ts'],
  ['options.ts', 'consent/stored-choice.ts'],
  ['client/option-table.ts', 'consent/stored-choice.ts'],
  ['lib', 'lib/load/bounded.ts'],
  ['lib/load', 'page/read/item.ts'],
  ['types/audiences.ts', 'lib/scheduling/once.ts'],
  ['types/consent.ts', 'lib/scheduling/once.ts'],
  ['types.ts', 'lib/scheduling/once.ts'],
  ['types/status.ts', 'lib/scheduling/once.ts'],
  ['types/campaigns.ts', 'lib/scheduling/once.ts'],
  ['types/measurement.ts', 'lib/scheduling/once.ts'],
  ['types/tone.ts', 'lib/scheduling/once.ts'],
  ['types/bundles.ts', 'lib/scheduling/once.ts'],
  ['types/core.ts', 'lib/scheduling/once.ts'],
]

/** Rooms from which these may import types only; any other import breaks the rule of that name. */
const TYPES_ONLY: ReadonlyArray<readonly [module: string, imported: string]> = [
  ['elements', 'client/inkling.ts'],
  ['elements/profile', 'client/inkling.ts'],
  ['elements/why', 'client/inkling.ts'],
  ['client', 'runtime/runtime.ts'],
  ['client', 'types/core.ts'],
  ['client/create-inkling.ts', 'types/core.ts'],
  ['frameworks', 'client/inkling.ts'],
  ['runtime/experiments', 'types/bundles.ts'],
  ['runtime/page-vectors', 'options.ts'],
  ['runtime', 'types/bundles.ts'],
  ['runtime/vectors', 'types/bundles.ts'],
  ['runtime/vectors/picture-maker.ts', 'types/bundles.ts'],
  ['runtime/audiences', 'types/bundles.ts'],
  ['entries', 'types/bundles.ts'],
  ['types/bundles.ts', 'runtime/runtime.ts'],
  ['types/ranking.ts', 'lib/event-kinds.ts'],
  ['types/core.ts', 'runtime/runtime.ts'],
  ['page/lists', 'page/track/watch-page.ts'],
  ['engine/client', 'engine/worker/messages.ts'],
  ['engine/client', 'engine/pack/model-info.ts'],
  ['engine/worker', 'engine/backends/cpu.ts'],
  ['entries/tag.ts', 'entries/check.ts'],
  ['entries/core.ts', 'entries/check.ts'],
  ['entries/check.ts', 'entries/inspect.ts'],
  ['developers/inspector', 'developers/check/check-page.ts'],
  ['entries/preview.ts', 'types/bundles.ts'],
  ['developers/preview', 'client/inkling.ts'],
  ['entries/virtual-release.d.ts', 'lib/load/release-file.ts'],
  ['cli/evaluate/report', 'cli/evaluate/log/read-log.ts'],
  ['cli/campaigns', 'cli/evaluate/creatives/estimators.ts'],
  ['cli/parameters', 'options.ts'],
  ['cli/popularity/formats', 'cli/popularity/counts.ts'],
]

const ALLOWED: ReadonlyArray<readonly [module: string, imported: string]> = [
  ['page/order', 'page/read/item.ts'],
  ['history', 'idb'],
  ['cli', 'node:fs/promises'],
  ['cli', 'lib/limits.ts'],
  ['engine/backends', '@tensorflow/tfjs-core'],
]

/** Every form of import in TypeScript, of one forbidden file. */
const STATEMENTS: ReadonlyArray<(path: string) => string> = [
  (path) => `import type { RankInput } from '${path}'`,
  (path) => `import { type RankInput } from '${path}'`,
  (path) => `export type { RankInput } from '${path}'`,
  (path) => `export * from '${path}'`,
  (path) => `export type Ranks = typeof import('${path}')`,
  (path) => `export const ranks = () => import('${path}')`,
]

const copy = mkdtempSync(join(tmpdir(), 'inkling-modules-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** What the check should report and what it reports: "FILE imports MODULE: RULE", and for cycles "FILE … FILE". */
const expected: string[] = []
const passing: string[] = []
let found: string[]
let cycles: string[]
let rules: string[]
let cycle: string
let probes = 0

/** Writes an import into a module, in a new file if the module is a folder. @returns that file and what it imports */
function write(module: string, imported: string, statement = (path: string) => `import '${path}'`): [string, string] {
  const file = module.endsWith('.ts') ? module : `${module}/probe-${++probes}.ts`
  const isOurs = imported.endsWith('.ts')
  if (isOurs) expect(existsSync(join(copy, pathOf(imported))), `${imported} is there`).toBe(true)
  const path = isOurs
    ? relative(dirname(pathOf(file)), pathOf(imported))
        .replaceAll('\\', '/')
        .replace(/^(?!\.)/, './')
    : imported
  appendFileSync(join(copy, pathOf(file)), `\n${statement(path)}\n`)
  return [file, path]
}

const types = (path: string) => `import type {} from '${path}'`
const broken = ([file, path]: [string, string], rule: string) => `${file} imports ${path.replace('node:', '')}: ${rule}`

beforeAll(() => {
  for (const folder of ['sdk', ...PACKAGES].map((name) => `packages/${name}/src`))
    cpSync(join(root, folder), join(copy, folder), { recursive: true })
  for (const file of ['tsconfig.json', '.dependency-cruiser.mjs', 'scripts/packages.mjs'])
    cpSync(join(root, file), join(copy, file))
  for (const folder of ['node_modules', 'packages/sdk/node_modules'])
    if (existsSync(join(root, folder))) symlinkSync(join(root, folder), join(copy, folder), 'junction')

  for (const [module, imported] of FORBIDDEN) expected.push(broken(write(module, imported), module))
  for (const [module, imported] of TYPES_ONLY) {
    expected.push(broken(write(module, imported), `${module}: types`))
    if (!module.endsWith('.ts')) passing.push(write(module, imported, types)[0])
  }
  for (const statement of STATEMENTS)
    expected.push(broken(write('page/read', 'ranking/rank.ts', statement), 'page/read'))
  // Whoever loads a bundle has its types from types/bundles.ts: not even a type comes from the entry.
  for (const module of ['client', 'runtime', 'runtime/audiences', 'runtime/experiments', 'runtime/vectors'])
    expected.push(broken(write(module, 'entries/table.ts', types), module))
  for (const [module, imported] of ALLOWED) passing.push(write(module, imported)[0])
  expected.push(broken(write('loose.ts', 'types.ts'), 'module'))
  const [one] = write('history', 'types.ts', types)
  const [other] = write('history', one, types)
  write(one, other, types)

  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const words = / depcruise (.+?) &&/.exec(scripts.check)![1]!.split(' ')
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const { stdout, stderr } = spawnSync(process.execPath, [tool, ...words, '--output-type', 'json'], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
  })
  if (!stdout) throw new Error(stderr)
  const { violations, ruleSetUsed } = JSON.parse(stdout).summary as {
    violations: Array<{ from: string; to: string; unresolvedTo: string; rule: { name: string } }>
    ruleSetUsed: { forbidden: Array<{ name: string }> }
  }
  const below = (path: string) => path.replace('packages/sdk/src/', '').replace(/^packages\/(\w+)\/src\//, '$1/')
  found = violations
    .filter(({ rule }) => rule.name !== 'cycle')
    .map(({ from, unresolvedTo, rule }) => broken([below(from), unresolvedTo], rule.name))
  cycles = violations
    .filter(({ rule }) => rule.name === 'cycle')
    .map(({ from, to }) => [from, to].map(below).sort().join(' and '))
  rules = ruleSetUsed.forbidden.map(({ name }) => name)
  cycle = [one, other].sort().join(' and ')
})

test('every forbidden import breaks the rule of its module, and nothing else breaks one', () => {
  expect(found.sort()).toEqual(expected.sort())
})

test('each rule was broken by one of them', () => {
  expect(rules.filter((rule) => rule !== 'cycle' && !expected.some((each) => each.endsWith(`: ${rule}`)))).toEqual([])
})

test('what a row names may be imported', () => {
  expect(passing).toHaveLength(ALLOWED.length + TYPES_ONLY.filter(([module]) => !module.endsWith('.ts')).length)
  expect(found.filter((each) => passing.some((file) => each.startsWith(`${file} `)))).toEqual([])
})

test('two files that need each other by types alone are a cycle', () => {
  expect(cycles).toContain(cycle)
})
