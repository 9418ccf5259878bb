/** The list of features in docs/parameters.md, from the code: `node scripts/parameters.mjs` writes it, `--check` fails where it differs. */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importSource } from './typescript.mjs'

const page = join(dirname(fileURLToPath(import.meta.url)), '../docs/parameters.md')
const { FEATURES, PART_OF, DEFAULT_RANKER, en } = await importSource(
  'ranking/features/features.ts',
  'ranking/ranker.ts',
  'cli/parameters/en.ts',
)

const weight = (tier, feature) => DEFAULT_RANKER.weights[tier][feature] ?? '–'
const table = [
  '| feature | part of the score | what it tells | weight by words | weight with a model |',
  '|---|---|---|---|---|',
  ...FEATURES.map(
    (name) =>
      `| \`${name}\` | \`${PART_OF[name]}\` | ${en.features[name]} | ${weight('lexical', name)} | ${weight('semantic', name)} |`,
  ),
].join('\n')

const text = readFileSync(page, 'utf8')
const next = text.replace(
  /(<!-- features: .* -->\n)[\s\S]*?(<!-- \/features -->)/,
  (_, from, to) => `${from}\n${table}\n\n${to}`,
)
if (!next.includes(table)) throw new Error('docs/parameters.md has lost the marks between which the features stand')
if (!process.argv.includes('--check')) writeFileSync(page, next)
else if (next !== text) {
  console.error('docs/parameters.md differs from the features in the code: node scripts/parameters.mjs')
  process.exitCode = 1
}
