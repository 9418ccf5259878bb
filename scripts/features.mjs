/** Generates the table of features and their inputs in docs/features.md: `node scripts/features.mjs` writes it, `--check` fails if it differs. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importSource } from './typescript.mjs'
import { writtenTable } from './written-table.mjs'

const { FEATURES, READS, en } = await importSource(
  'ranking/features/features.ts',
  '../../cli/src/parameters/reads.ts',
  '../../cli/src/parameters/en.ts',
)
const all = (names) => names.join(', ') || '–'

writtenTable({
  page: join(dirname(fileURLToPath(import.meta.url)), '../docs/features.md'),
  marks: 'features',
  script: 'scripts/features.mjs',
  heads: ['feature', 'meaning', 'inputs from items', 'inputs from the reader’s actions'],
  rows: FEATURES.map((name) => [`\`${name}\``, en.features[name], all(READS[name].item), all(READS[name].reader)]),
})
