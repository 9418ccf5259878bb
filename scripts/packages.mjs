/** The packages of source, for the checks of `npm run check`. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Folders of source, and what the checks put before the names of files in them: nothing in packages/sdk. */
export const SOURCES = [
  { folder: join(root, 'packages/sdk/src'), prefix: '' },
  { folder: join(root, 'packages/cli/src'), prefix: 'cli/' },
  { folder: join(root, 'packages/measure/src'), prefix: 'measure/' },
]
