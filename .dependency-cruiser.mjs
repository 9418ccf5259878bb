/**
 * Who may import whom in packages/sdk/src and in the other packages of source. `npm run check` runs it, with docs/architecture.md as the explanation.
 *
 * The name of a room is its path below packages/sdk/src; in another package it begins with that package's name: `cli/commands` is
 * packages/cli/src/commands.
 *
 * A room is a folder, or a file that differs from its folder; the most specific row counts. It may import from itself and from what
 * its row names, and all else is an error: `may` names rooms, `types` rooms of which only types may be imported, `packages` what
 * comes from npm (`virtual:` is made by the build), `node` that Node's own modules are there.
 */
import { PACKAGES } from './scripts/packages.mjs'

const PAGE = ['page/guard', 'page/lists', 'page/order', 'page/read', 'page/slots', 'page/track']
const RANKING = ['ranking', 'ranking/features', 'ranking/rules', 'ranking/why']
const TFJS = [
  '@tensorflow/tfjs-core',
  ...['cpu', 'wasm', 'webgl', 'webgpu'].map((name) => `@tensorflow/tfjs-backend-${name}`),
]
/** Made by the build: scripts/kernels.mjs. */
const KERNELS = ['cpu', 'wasm', 'webgl', 'webgpu'].flatMap((name) => [
  `virtual:kernels/${name}`,
  `virtual:kernels/image-encoder-${name}`,
])

/** @type {Record<string, { may: string[], types?: string[], packages?: string[], node?: true }>} */
const ROOMS = {
  // What is built: nobody imports these, but for types and in client/create-inkling.ts.
  'index.ts': { may: ['client', 'client/create-inkling.ts', 'frameworks', 'lib', 'options.ts', 'types.ts'] },
  // Bundles that are loaded later export parts of the runtime. Entries with a row of their own may import less, or other things.
  entries: {
    may: [
      'content',
      'engine/client',
      'history',
      'runtime',
      'runtime/audiences',
      'runtime/experiments',
      'runtime/vectors',
      'runtime/vectors/picture-maker.ts',
    ],
    types: ['types.ts', 'types/bundles.ts'],
  },
  'entries/check.ts': {
    may: ['developers/check', 'lib', 'page/guard', 'page/order'],
    types: ['entries/inspect.ts', 'options.ts', 'runtime'],
    packages: ['virtual:release'],
  },
  // For developers: it knows Inkling by what a site calls, and is handed the check.
  // And of what it gives to a preview of an earlier day, which has no storage of its own.
  'entries/inspect.ts': { may: ['consent', 'developers/inspector', 'history'], packages: ['virtual:release'] },
  'entries/consent-platforms.ts': { may: ['consent'] },
  'entries/core.ts': {
    may: ['lib', 'runtime'],
    types: ['client', 'entries/check.ts', 'options.ts', 'types/core.ts'],
    packages: ['virtual:release'],
  },
  'entries/snippet.ts': { may: ['first-paint'] },
  'entries/tag.ts': {
    may: ['client', 'client/option-table.ts', 'lib', 'lib/load', 'options.ts', 'page/lists', 'types.ts'],
    types: ['entries/check.ts', 'entries/core.ts', 'types/core.ts'],
    packages: ['virtual:release'],
  },
  // Inkling once more, in memory.
  'entries/preview.ts': {
    may: [
      'client',
      'client/option-table.ts',
      'consent',
      'developers/preview',
      'developers/preview/personas.ts',
      'options.ts',
      'first-paint',
      'runtime',
    ],
    types: ['lib/load', 'types.ts', 'types/bundles.ts', 'types/core.ts'],
    packages: ['virtual:release'],
  },
  'entries/virtual-release.d.ts': { may: [], types: ['lib/load'] },
  'cli/main.ts': { may: ['cli', 'cli/commands'] },
  'developers/inspector': {
    may: ['developers/preview/personas.ts', 'elements', 'elements/sentences', 'lib', 'measure/fairness', 'types.ts'],
    types: ['client', 'developers/check', 'options.ts'],
  },

  // What a site calls. The tag contains it, and must not contain the runtime.
  client: {
    may: [
      'client/option-table.ts',
      'consent',
      'deletion',
      'lib',
      'lib/load',
      'options.ts',
      'page/lists',
      'page/order',
      'runtime/initial-status.ts',
      'types.ts',
    ],
    types: ['runtime', 'types/bundles.ts', 'types/core.ts'],
  },
  // For npm users, whose bundler has everything at once: what else comes later is given here.
  'client/create-inkling.ts': {
    may: ['client', 'lib/load', 'runtime'],
    types: ['options.ts', 'types/bundles.ts', 'types/core.ts'],
    packages: ['virtual:parts', 'virtual:release'],
  },
  frameworks: { may: ['first-paint', 'lib', 'page/guard', 'page/lists', 'types.ts'], types: ['client'] },
  'frameworks/react.ts': { may: ['frameworks', 'lib', 'types.ts'], packages: ['react'] },

  // Passes values from stage to stage.
  runtime: {
    may: [
      'consent',
      'content',
      'creatives',
      'first-paint',
      'first-paint/plan-list.ts',
      'history',
      'lib',
      'lib/load',
      'measurement/experiments',
      'options.ts',
      ...PAGE,
      ...RANKING,
      'runtime/initial-status.ts',
      'types.ts',
      'web-storage',
    ],
    types: ['content/languages', 'types/bundles.ts'],
    packages: ['virtual:release'],
  },
  // Comes when vectors are missing: of the engine it has what the page itself may run.
  'runtime/vectors': {
    may: [
      'content',
      'engine/pack',
      'engine/table',
      'engine/tone',
      'first-paint',
      'history',
      'lib',
      'runtime',
      'types.ts',
    ],
    types: ['engine/client', 'options.ts', 'types/bundles.ts'],
    packages: ['virtual:release'],
  },
  // Comes when audiences or segments are asked for.
  'runtime/audiences': {
    may: ['audiences', 'content', 'history', 'lib', ...RANKING, 'runtime', 'types.ts'],
    types: ['types/bundles.ts'],
  },
  // Comes where a site compares arms.
  'runtime/experiments': {
    may: [
      'first-paint',
      'history',
      'lib',
      'measurement/analytics',
      'measure/estimator',
      'measurement/experiments',
      'page/lists',
      'page/order',
      'page/read',
      'runtime',
      'types.ts',
      'web-storage',
    ],
    types: ['options.ts', 'types/bundles.ts'],
    packages: ['virtual:release'],
  },
  // Comes where items have pictures that count.
  'runtime/vectors/picture-maker.ts': {
    may: ['content', 'history', 'lib', 'page/pictures', 'page/read', 'runtime', 'runtime/vectors', 'types.ts'],
    types: ['engine/client', 'types/bundles.ts'],
    packages: ['virtual:release'],
  },
  'runtime/initial-status.ts': { may: ['types.ts'] },

  // What stands in for other rooms' files in the bundle of its entry: it has their types, and is handed nothing by the runtime.
  'developers/preview': {
    may: [
      'consent',
      'content',
      'developers/preview/personas.ts',
      'history',
      'lib',
      'lib/load',
      'page/lists',
      'page/read',
      'runtime',
    ],
    types: ['client', 'deletion', 'entries/inspect.ts', 'page/guard', 'types.ts'],
    packages: ['virtual:release'],
  },
  // Names, which the command line has, too.
  'developers/preview/personas.ts': { may: [] },

  // The stages, which never import each other.
  consent: { may: ['lib', 'types.ts'] },
  // localStorage and sessionStorage, except for the choice and the snapshot.
  'web-storage': { may: ['lib', 'types.ts'] },
  // Deletes what all other rooms have stored.
  deletion: { may: ['consent', 'history', 'lib'] },
  history: { may: ['lib', 'types.ts'], packages: ['idb'] },
  content: { may: ['lib', 'types.ts'] },
  // What a system of web analytics is told, in its own form.
  'measurement/analytics': { may: ['lib', 'types.ts'] },
  // Who is in which arm, and what a device did there: numbers in, numbers out.
  'measurement/experiments': { may: ['lib', 'types.ts'] },
  // Runs before anything could hand it values, so it asks the stages itself.
  'first-paint': {
    may: ['consent', 'lib', 'types.ts', 'web-storage', ...PAGE.filter((room) => room !== 'page/track')],
  },
  // Makes the plan, which takes a ranking: the snippet only reads plans.
  'first-paint/plan-list.ts': { may: ['first-paint', 'lib', 'ranking', 'types.ts'] },
  // What is known of each language: the runtime tells the stages.
  'content/languages': { may: ['lib'], packages: ['@orama/stemmers'] },
  'page/read': { may: ['lib', 'types.ts'] },
  'page/slots': { may: ['lib', 'page/read', 'types.ts'] },
  'page/pictures': { may: ['lib', 'page/read'] },
  'page/track': { may: ['lib', 'page/read', 'types.ts'] },
  'page/guard': { may: ['lib', 'page/read', 'types.ts'] },
  'page/order': { may: ['lib', 'page/guard', 'page/read', 'types.ts'] },
  'page/lists': {
    may: ['lib', 'page/guard', 'page/order', 'page/read', 'types.ts'],
    // A list is handed the watch of its page; what the snippet did to slots stands beside what it did to lists.
    types: ['page/slots', 'page/track'],
  },
  audiences: { may: ['lib', 'types.ts'] },
  ranking: { may: ['lib', 'ranking/features', 'ranking/rules', 'types.ts'] },
  // Numbers in, a creative out, as ranking.
  creatives: { may: ['lib', 'types.ts'] },
  // Ranks again, by what it is handed: of the ranking itself it has no more than its tier.
  'ranking/why': { may: ['lib', 'ranking', 'ranking/features', 'ranking/rules', 'types.ts'] },
  'ranking/features': { may: ['lib', 'types.ts'] },
  'ranking/rules': { may: ['lib', 'ranking/features', 'types.ts'] },
  // The page's side knows of the worker what the two say to each other.
  'engine/client': {
    may: ['lib', 'lib/load', 'types.ts'],
    types: ['engine/pack', 'engine/worker'],
    packages: ['virtual:release'],
  },
  // What page and worker both read of a pack.
  'engine/pack': { may: ['lib/load', 'types.ts'] },
  // Depth 0: arithmetic on the page.
  'engine/table': { may: ['engine/pack'] },
  // How texts sound, by either depth.
  'engine/tone': { may: ['engine/pack'] },
  // Pictures, as engine/model is for texts.
  'engine/image-encoder': { may: ['engine/pack'], packages: TFJS },
  'engine/model': { may: ['engine/pack', 'types.ts'], packages: TFJS },
  'engine/worker': {
    may: ['engine/model', 'engine/pack', 'engine/image-encoder', 'engine/tone', 'lib/load', 'types.ts'],
    types: ['engine/backends'],
  },
  'engine/backends': {
    may: ['engine/model', 'engine/pack', 'engine/image-encoder', 'engine/worker', 'lib/load', 'types.ts'],
    packages: [...TFJS, ...KERNELS],
  },
  'engine/node.ts': {
    may: ['engine/backends', 'engine/model', 'engine/pack', 'engine/table', 'engine/tone', 'engine/worker'],
    node: true,
  },

  // For developers.
  'developers/check': {
    may: ['audiences', 'content', 'creatives', 'lib', 'page/order', 'page/read', 'page/slots', 'types.ts'],
  },
  cli: {
    may: ['client/option-table.ts', 'engine/node.ts', 'lib', 'options.ts', 'ranking', 'types.ts'],
    packages: ['linkedom', 'parse5'],
    node: true,
  },
  'cli/commands': {
    may: [
      'cli',
      'cli/audit',
      'cli/audit/report',
      'cli/campaigns',
      'cli/check',
      'cli/doctor',
      'cli/evaluate',
      'cli/evaluate/fitting',
      'cli/evaluate/creatives',
      'cli/evaluate/log',
      'cli/evaluate/report',
      'cli/measure',
      'cli/measure/report',
      'cli/parameters',
      'cli/popularity',
      'cli/popularity/formats',
      'cli/preview',
      'cli/replay',
      'cli/report',
      'cli/texts',
      'cli/together',
      'client/option-table.ts',
      'content',
      'creatives',
      'developers/check',
      'developers/preview/personas.ts',
      'lib',
      'measure/estimator',
      'measure/fairness',
      'options.ts',
      ...RANKING,
      'types.ts',
    ],
    packages: ['virtual:release'],
    node: true,
  },
  // Logs and simulated readers become visits, ordered as pages order them.
  'cli/audit': {
    may: [
      'cli/evaluate',
      'cli/evaluate/log',
      'content',
      'lib',
      'measure/fairness',
      'options.ts',
      ...RANKING,
      'types.ts',
    ],
  },
  'cli/audit/report': { may: ['cli/audit', 'cli/report', 'measure/fairness'] },
  'cli/check': { may: ['content', 'types.ts', 'cli/report', 'developers/check'] },
  // What is counted comes down as devices read it.
  'cli/campaigns': {
    may: ['cli', 'cli/evaluate/log', 'cli/texts', 'creatives'],
    types: ['cli/evaluate/creatives'],
  },
  // Predicts from texts what is counted, for both priors and popularity.
  'cli/texts': { may: ['cli', 'cli/evaluate/log', 'cli/popularity', 'content', 'lib'], packages: ['csv-parse'] },
  'cli/evaluate/fitting': {
    may: [
      'cli',
      'cli/evaluate',
      'cli/evaluate/log',
      'cli/popularity',
      'cli/popularity/formats',
      ...RANKING,
      'types.ts',
    ],
    node: true,
  },
  'cli/evaluate': {
    may: ['cli', 'cli/evaluate/fitting', 'cli/evaluate/log', 'content', 'lib', ...RANKING, 'options.ts', 'types.ts'],
    node: true,
  },
  'cli/evaluate/log': { may: ['cli', 'lib', 'ranking/features', 'types.ts'], node: true },
  // Ways to choose, judged by a log: for the command line, and not for pages.
  'cli/evaluate/creatives': { may: ['cli/evaluate', 'cli/evaluate/log', 'cli/evaluate/report', 'cli/report'] },
  'cli/evaluate/report': { may: ['cli/evaluate', 'cli/report'], types: ['cli/evaluate/log'] },
  'cli/parameters': {
    may: ['cli/report', 'ranking', 'ranking/features', 'ranking/rules', 'types.ts'],
    types: ['options.ts'],
  },
  // Addresses become ids, and crawlers are told, as on the page.
  'cli/popularity': {
    may: ['cli', 'cli/evaluate/log', 'cli/popularity/formats', 'cli/texts', 'lib', 'page/guard', 'page/read'],
    node: true,
  },
  'cli/together': {
    may: ['cli/evaluate', 'cli/evaluate/log', 'cli/popularity', 'cli/popularity/formats', 'content'],
    node: true,
  },
  'cli/popularity/formats': { may: ['cli', 'cli/evaluate/log'], types: ['cli/popularity'], packages: ['csv-parse'] },

  'cli/measure': {
    may: ['cli', 'cli/evaluate/log', 'cli/popularity', 'cli/popularity/formats', 'lib', 'measure/estimator'],
    packages: ['csv-parse'],
  },
  'cli/measure/report': { may: ['cli/measure', 'cli/report', 'measure/estimator'] },

  'cli/doctor': { may: ['cli/evaluate/log', 'cli/measure', 'cli/report', 'measure/estimator', 'types.ts'] },

  'cli/preview': {
    may: ['cli', 'content', 'developers/preview/personas.ts', 'history', 'lib'],
    packages: ['parse5'],
    node: true,
  },

  // A report as a tree, rendered as text and as HTML.
  'cli/report': { may: ['cli'] },

  // Views of a log meet saved pages as a reader's device would have met the site.
  'cli/replay': {
    may: [
      'cli',
      'cli/evaluate',
      'cli/evaluate/log',
      'cli/popularity',
      'cli/popularity/formats',
      'cli/preview',
      'cli/report',
      'cli/texts',
      'client/option-table.ts',
      'content',
      'developers/check',
      'lib',
      'options.ts',
      'page/read',
      ...RANKING,
      'types.ts',
    ],
    node: true,
  },

  // packages/measure: numbers in, claims out. No page, no file, no clock, and nothing of the SDK but `lib`.
  'measure/measure.ts': { may: ['measure/estimator'] },
  'measure/estimator': { may: ['lib'] },
  // Visits in, findings out: for the command line, and for the inspector.
  'measure/fairness': { may: ['lib', 'measure/estimator', 'measure/fairness/measures'] },
  'measure/fairness/measures': { may: ['measure/fairness'] },

  // packages/elements: they know Inkling by the calls of a site, and its types.
  'elements/consent-banner': { may: ['lib', 'types.ts'] },
  'elements/sentences': { may: ['lib', 'types.ts'] },
  'elements/elements.ts': { may: ['elements', 'elements/profile', 'elements/why'] },
  elements: { may: ['elements/sentences', 'lib', 'types.ts'], types: ['client'] },
  'elements/profile': { may: ['elements', 'elements/sentences', 'lib', 'types.ts'], types: ['client'] },
  'elements/why': { may: ['elements', 'elements/sentences', 'lib', 'types.ts'], types: ['client'] },

  // What everybody may import.
  'client/option-table.ts': { may: ['lib', 'options.ts', 'types.ts'], packages: ['virtual:release'] },
  'options.ts': { may: ['lib', 'types.ts'] },
  lib: { may: ['types.ts'] },
  'lib/load': { may: ['lib', 'types.ts'] },
  'types.ts': {
    may: [
      'types/audiences.ts',
      'types/campaigns.ts',
      'types/consent.ts',
      'types/measurement.ts',
      'types/ranking.ts',
      'types/status.ts',
      'types/tone.ts',
    ],
  },
  'types/audiences.ts': { may: [] },
  'types/campaigns.ts': { may: [] },
  'types/measurement.ts': { may: [] },
  'types/ranking.ts': { may: ['types/status.ts'], types: ['lib'] },
  'types/tone.ts': { may: [] },
  // The exports of bundles, so that whoever loads one doesn't import its entry.
  'types/bundles.ts': {
    may: [],
    types: [
      'content',
      'content/languages',
      'creatives',
      'engine/client',
      'history',
      'page/lists',
      'page/read',
      'page/track',
      'ranking/features',
      'runtime',
      'runtime/experiments',
      'runtime/vectors',
      'types.ts',
    ],
  },
  'types/core.ts': { may: [], types: ['client', 'consent', 'lib/load', 'options.ts', 'runtime'] },
  'types/status.ts': { may: ['types/consent.ts'] },
  'types/consent.ts': { may: [] },
}

const SOURCE = `^packages/(?:${['sdk', ...PACKAGES].join('|')})/src/`
const TYPES = ['type-only', 'type-import']
const names = Object.keys(ROOMS)

/** The path of a room, as a pattern. */
function pathOf(room) {
  const [first, ...rest] = room.split('/')
  return `^packages/${literal(PACKAGES.includes(first) ? [first, 'src', ...rest].join('/') : `sdk/src/${room}`)}`
}

/** The files of a room, and none of the rooms within it. */
function filesOf(room) {
  if (room.endsWith('.ts')) return `${pathOf(room)}$`
  const within = names.filter((name) => name.startsWith(`${room}/`)).map((name) => name.slice(room.length + 1))
  const others = within.map((name) => literal(name) + (name.endsWith('.ts') ? '$' : '/'))
  return `${pathOf(room)}/${others.length ? `(?!${others.join('|')})` : ''}`
}

function packageOf(name) {
  return `(?:^|node_modules/)${literal(name)}(?:/|$)`
}

function literal(text) {
  return text.replaceAll('.', '\\.')
}

function rulesOf(room) {
  const { may, types = [], packages = [], node } = ROOMS[room]
  const unknown = [...may, ...types].filter((name) => !names.includes(name))
  if (unknown.length) throw new Error(`${room} may import from ${unknown.join(', ')}, which is no room`)
  const named = [...may, ...types.map((name) => `types of ${name}`), ...packages, ...(node ? ['Node'] : [])]
  const comment = `${room} may import from ${named.join(', ') || 'nowhere'}: see docs/architecture.md and .dependency-cruiser.mjs.`
  const from = { path: filesOf(room) }
  const allowed = [room, ...may, ...types].map(filesOf)
  const rules = [
    {
      name: room,
      from,
      to: { pathNot: [...allowed, ...packages.map(packageOf)], ...(node && { dependencyTypesNot: ['core'] }) },
    },
  ]
  if (types.length)
    rules.push({ name: `${room}: types`, from, to: { path: types.map(filesOf), dependencyTypesNot: TYPES } })
  return rules.map((rule) => ({ ...rule, comment, severity: 'error' }))
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...names.flatMap(rulesOf),
    {
      name: 'cycle',
      comment:
        'No file needs itself, by types either: move what both need to a file of its own (docs/architecture.md).',
      severity: 'error',
      from: { path: '(.+)' },
      // Its own type is no cycle: `typeof import('./engine.ts')` in engine.ts is what that bundle gives.
      to: { circular: true, pathNot: '^$1$' },
    },
    {
      name: 'room',
      comment:
        'A file in no room: give its folder a row in .dependency-cruiser.mjs, and a line in docs/architecture.md.',
      severity: 'error',
      from: { path: SOURCE, pathNot: names.map(filesOf) },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    detectProcessBuiltinModuleCalls: false,
  },
}
