/** Source packages other than packages/sdk, for checks and tests. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

export const PACKAGES = ['cli', 'elements', 'measure']

/** Source folders, and the prefix of their file names in reports: none for packages/sdk. */
export const SOURCES = [
  { folder: join(root, 'packages/sdk/src'), prefix: '' },
  ...PACKAGES.map((name) => ({ folder: join(root, 'packages', name, 'src'), prefix: `${name}/` })),
]
