/** The packages of source beside packages/sdk: what checks and tests go through. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

export const PACKAGES = ['cli', 'elements', 'measure']

/** Folders of source, and the prefix of names of files in them: none in packages/sdk. */
export const SOURCES = [
  { folder: join(root, 'packages/sdk/src'), prefix: '' },
  ...PACKAGES.map((name) => ({ folder: join(root, 'packages', name, 'src'), prefix: `${name}/` })),
]
