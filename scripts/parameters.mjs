/** Generates the table of features in docs/parameters.md: `node scripts/parameters.mjs` writes it, `--check` fails if it differs. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importSource } from './typescript.mjs'
import { writtenTable } from './written-table.mjs'

const { FEATURES, PART_OF, DEFAULT_RANKER, en } = await importSource(
  'ranking/features/features.ts',
  'ranking/ranker.ts',
  '../../cli/src/parameters/en.ts',
)
const weight = (tier, feature) => DEFAULT_RANKER.weights[tier][feature] ?? '–'

writtenTable({
  page: join(dirname(fileURLToPath(import.meta.url)), '../docs/parameters.md'),
  marks: 'features',
  script: 'scripts/parameters.mjs',
  heads: ['feature', 'part of the score', 'meaning', 'weight in the lexical tier', 'weight in the semantic tier'],
  rows: FEATURES.map((name) => [
    `\`${name}\``,
    `\`${PART_OF[name]}\``,
    en.features[name],
    weight('lexical', name),
    weight('semantic', name),
  ]),
})
