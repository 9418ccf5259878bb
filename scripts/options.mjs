/**
 * Generates the table in docs/options.md from packages/sdk/src/client/option-table.ts and options.ts: names, attributes, values and defaults. The last
 * column is written by hand and preserved.
 *
 *   node scripts/options.mjs           writes the table
 *   node scripts/options.mjs --check   reports differences, also from the @default tags in the interface's comments (part of `npm run check`)
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importSource } from './typescript.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const page = join(root, 'docs/options.md')
/** Placeholder in the last column. */
const UNSAID = 'say here what it does'
const { OPTIONS } = await importSource('client/option-table.ts')
const { DEFAULTS } = await importSource('options.ts')

/** Defaults that depend on how Inkling is loaded, or need an explanation. */
const SAID = {
  model: 'none',
  elements: 'none',
  modelIntegrity: 'none: the models of this release',
  engine: "tag: `engine/` beside the script; npm: `engine/` beside the model's folder",
  backend: 'the fastest that works',
  page: 'tag: `true`; npm: `false`',
  preview: '`loopback`',
  inspect: '`loopback`',
  ranker: 'the default ranker',
  rankerIntegrity: 'none: the file is taken as it comes',
  languages: "none: the model's own alone",
  popularity: 'none: what items say of themselves',
  coReading: 'none',
  vectors: 'none: devices make the vectors',
  campaigns: "none: what the page's templates say",
  audienceShare: '`0`: it doesn’t answer',
  holdout: '`0`: none',
  experiments: 'none',
  analytics: 'none',
  report: 'none',
  search: 'none: pages say it themselves',
  diversity: '`0`: off',
  maxRun: '`0`: no limit',
  displacement: '`0`: no limit',
  seen: '`0`: never',
  exploration: '`0`: off',
}

const text = readFileSync(page, 'utf8')
const rows = new Map([...text.matchAll(/^\| `(\w+)` \|.*\| ([^|]*) \|$/gm)].map(([, name, last]) => [name, last]))
const table = Object.entries(OPTIONS).map(([name, option]) => {
  const attribute = name === 'page' ? '–' : `\`data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}\``
  return `| \`${name}\` | ${attribute} | ${valuesOf(option)} | ${defaultOf(name)} | ${rows.get(name) ?? UNSAID} |`
})
const start = text.indexOf('\n|---|') + 1
const end = text.indexOf('\n\n', start)
const next = `${text.slice(0, start)}${text.slice(start, text.indexOf('\n', start))}\n${table.join('\n')}${text.slice(end)}`

const wrong = [
  ...(next === text
    ? []
    : [
        'docs/options.md differs from packages/sdk/src/client/option-table.ts and options.ts: node scripts/options.mjs',
      ]),
  ...(next.includes(UNSAID) ? ['docs/options.md lacks what an option does'] : []),
  ...Object.entries(OPTIONS).flatMap(([name]) => commentOf(name) ?? []),
]
if (process.argv.includes('--check')) {
  for (const each of wrong) console.error(each)
  process.exitCode = wrong.length ? 1 : 0
} else writeFileSync(page, next)

/** The permitted words if the option is a choice, otherwise the kind of value. */
function valuesOf({ write }) {
  if (write === 'true | false') return 'boolean'
  return write
    .replace(/^'[^']*' \((.*)\)$/, '$1')
    .split(' | ')
    .map((word) => (word === 'a function' ? 'from npm also a function' : word))
    .map((word) => word.replace(/^'(.*)'$/, '`$1`').replace(/^'([^']*)',/, '`$1`,'))
    .join(', ')
}

function defaultOf(name) {
  const given = name in DEFAULTS ? `\`${DEFAULTS[name]}\`` : undefined
  const said = SAID[name] ?? given
  if (!said || (given && !said.includes(given))) throw new Error(`SAID says nothing right of ${name}`)
  return said
}

/** Compares the @default in the interface's comment with the actual default. @returns a sentence if they differ */
function commentOf(name) {
  if (!(name in DEFAULTS)) return undefined
  const source = readFileSync(join(root, 'packages/sdk/src/options.ts'), 'utf8')
  const comment = source
    .slice(0, source.indexOf(`  readonly ${name}?:`))
    .match(/@default ([^\n]*?)(?: \*\/)?\n(?: {3}\*\/\n)?$/)?.[1]
  const given = DEFAULTS[name]
  const value = typeof given === 'string' ? `'${given}'` : String(given)
  return comment?.includes(value) ? undefined : `options.ts says of ${name} @default ${comment}, and it is ${value}`
}
