/**
 * Every bundle of a release. Rollup's configuration, `virtual:release`, release.json, `npm run size` and docs/bundles.md are generated from
 * these rows. A new bundle needs a row here, its entry, and a line where it is requested.
 *
 * @typedef {object} Bundle
 * @property {string} file in dist/
 * @property {string} entry in src/
 * @property {'es' | 'iife'} format
 * @property {string} by what loads it: bundles, which contain its hash, or the page's markup
 * @property {string} when it is loaded
 * @property {string} [constant] under which `virtual:release` exports its length and hash
 * @property {string} [key] key in that constant, if it is a table of several bundles
 * @property {true} [part] also part of the npm entry, which imports it dynamically
 * @property {true} [worker] runs tfjs; no other bundle of a page may contain it
 */

/** Subtags of the languages with a file of stems and sensitive words. */
const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'ja', 'ko', 'pl', 'pt', 'ru', 'zh']
const BACKENDS = ['wasm', 'webgl', 'webgpu', 'cpu']

/** `site-files.js` → `siteFilesFile` */
const constantOf = (file) => `${file.slice(0, -3).replace(/-(.)/g, (_, letter) => letter.toUpperCase())}File`

/** @returns {Bundle} loaded by other bundles, which verify its hash */
const checked = (name, by, when, more = {}) => ({
  file: `${name}.js`,
  entry: `entries/${name}.ts`,
  format: 'es',
  constant: constantOf(`${name}.js`),
  by,
  when,
  ...more,
})

const MARKUP = 'markup'
const part = /** @type {const} */ (true)

/**
 * The bundles that pages load and `inkling copy` copies. A row is below the rows of all bundles that contain its hash, because they are built from
 * the last row to the first.
 *
 * @type {readonly Bundle[]}
 */
export const PAGE_BUNDLES = [
  {
    file: 'snippet.js',
    entry: 'entries/snippet.ts',
    format: 'iife',
    by: MARKUP,
    when: 'every page, inline in the head: orders lists before the first paint',
  },
  {
    file: 'inkling.js',
    entry: 'entries/tag.ts',
    format: 'iife',
    by: MARKUP,
    when: 'every page: the script tag, with everything that needs no consent',
  },
  {
    file: 'consent-banner.js',
    entry: '../../elements/src/consent-banner/consent-banner.ts',
    format: 'es',
    by: MARKUP,
    when: 'if the page has `<inkling-consent>`',
  },
  {
    file: 'sentences.js',
    entry: '../../elements/src/sentences/sentences.ts',
    format: 'es',
    by: MARKUP,
    when: 'if the site shows explanations in words',
  },
  checked('consent-platforms', 'inkling.js', 'if `data-consent` is `tcf`, `gpp` or `wp`', {
    constant: 'platformsFile',
    part,
  }),
  checked('core', 'inkling.js', 'every page with consent'),
  checked('preview', 'core.js', 'if the address names a persona and the site allows previews: Inkling in memory'),
  checked('check', 'core.js', 'when a developer calls `inkling.check()`'),
  checked('inspect', 'check.js', "if the address requests the developers' inspector and the site allows it"),
  checked('words', 'core.js', "every page with consent: loads the rules of the page's languages", { part }),
  ...LANGUAGES.map((language) => ({
    file: `words-${language}.js`,
    entry: `content/languages/${language}.ts`,
    format: /** @type {const} */ ('es'),
    constant: 'wordFiles',
    key: language,
    by: 'words.js',
    when: 'every page with consent, for English and at most two other languages of the page',
    part,
  })),
  ...['why', 'profile'].map((name) =>
    checked(name, 'core.js', `if \`data-elements\` names it and the page has \`<inkling-${name}>\``, {
      entry: `../../elements/src/${name}/${name}.ts`,
      constant: 'elementFiles',
      key: name,
      part,
    }),
  ),
  checked('table', 'core.js', 'when a text has no vector', { part }),
  checked('pictures', 'core.js', 'if the site enables pictures', { part }),
  checked('engine', 'table.js, pictures.js', 'when a vector of depth 0 can be replaced', { part }),
  checked('creatives', 'core.js', 'after consent to creatives: campaigns and their rules', { part }),
  checked('tone', 'creatives.js', 'if a creative is sponsored', { part }),
  checked('explain', 'core.js', 'when an explanation is requested or an interest edited', { part }),
  checked('audiences', 'explain.js, creatives.js', 'if a creative names an audience, or a profile is requested', {
    part,
  }),
  checked('measurement', 'core.js', 'if a site compares arms and the reader has consented', { part }),
  checked(
    'site-files',
    'core.js',
    'if `data-ranker`, `data-popularity`, `data-co-reading`, `data-vectors` or `data-experiments` is set',
    {
      part,
    },
  ),
  checked('page-vectors', 'site-files.js', 'if `data-vectors` is set', { part }),
  checked('transfer', 'core.js', 'when a reader exports a table or imports a history', { part }),
  ...BACKENDS.map((name) => ({
    file: `engine/${name}.js`,
    entry: `engine/backends/${name}.ts`,
    format: /** @type {const} */ ('iife'),
    by: 'engine.js',
    when: 'when a vector of depth 0 can be replaced, with this backend: a worker',
    worker: /** @type {const} */ (true),
  })),
  ...BACKENDS.map((name) => ({
    file: `engine/image-encoder-${name}.js`,
    entry: `engine/backends/image-encoder/${name}.ts`,
    format: /** @type {const} */ ('iife'),
    by: 'engine.js',
    when: 'when a picture has no vector, with this backend: a worker',
    worker: /** @type {const} */ (true),
  })),
]

/** Only for bundlers and Node. */
export const NPM_BUNDLES = [
  {
    file: 'index.js',
    entry: 'index.ts',
    format: 'es',
    by: 'inkling',
    when: "part of a site's own bundle, replaces inkling.js and core.js",
  },
  { file: 'react.js', entry: 'frameworks/react.ts', format: 'es', by: 'inkling/react', when: 'lists in React' },
  {
    file: 'measure.js',
    entry: '../../measure/src/measure.ts',
    format: 'es',
    by: 'inkling/measure',
    when: 'the estimator',
  },
  {
    file: 'elements.js',
    entry: '../../elements/src/elements.ts',
    format: 'es',
    by: 'inkling/elements',
    when: 'all elements for readers',
  },
  { file: 'cli.js', entry: '../../cli/src/main.ts', format: 'es', by: 'npx --no inkling', when: 'the command' },
]

/** In build order: each bundle comes after those whose hashes it contains. */
export const BUNDLES = [...[...PAGE_BUNDLES].reverse(), ...NPM_BUNDLES]

/**
 * What a page view loads, and its maximum size as served. Budgets are in bytes; 1 KB is 1,000. `model` names a part of the English
 * pack (scripts/size.mjs): the table, or everything that computes vectors.
 */
const TABLE_VIEW = ['inkling.js', 'core.js', 'words.js', 'words-en.js', 'table.js']
export const VISITS = [
  { name: 'a first view without consent: snippet and tag', scripts: ['snippet.js', 'inkling.js'], budget: 12_100 },
  { name: 'a first view with consent: scripts', scripts: TABLE_VIEW, budget: 63_200 },
  { name: 'a first view with consent: in all', scripts: TABLE_VIEW, model: 'table', budget: 1_160_000 },
  {
    name: 'a second view with consent: in all',
    scripts: [...TABLE_VIEW, 'engine.js', 'engine/wasm.js', 'engine/tfjs-backend-wasm-simd.wasm'],
    model: 'vectors',
    budget: 3_000_000,
  },
]

/** The bundles on every page, with or without consent, in bytes. docs/decisions/0084-bundles-and-budgets.md explains why they exceed 5 KiB. */
export const LIMITS = { 'snippet.js': 6.5 * 1024, 'inkling.js': 5.5 * 1024 }

/** Maximum growth of a bundle over its size in sizes.json. */
export const GROWTH = 0.02
