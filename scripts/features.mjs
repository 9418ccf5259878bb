/** Generates the table of features in docs/features.md: `node scripts/features.mjs` writes it, `--check` fails if it is out of date. */
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
  heads: ['feature', 'what it tells', 'read of items', 'read of what the reader did'],
  rows: FEATURES.map((name) => [`\`${name}\``, en.features[name], all(READS[name].item), all(READS[name].reader)]),
})
