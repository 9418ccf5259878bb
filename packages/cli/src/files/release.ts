import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the built package; this file is bundled to dist/cli.js. */
export const DIST = dirname(fileURLToPath(import.meta.url))

/** A file of the release. Its key is its path relative to DIST. */
export interface ReleasedFile {
  readonly sha256: string
  /** Whether only a bundler or Node loads the file, and never a page. */
  readonly npmOnly?: true
  /** The package that contains the file, as `NAME@VERSION`; absent for files of this package. */
  readonly package?: string
}

/** Every file that the build produced, as listed in release.json. */
export async function releasedFiles(dist = DIST): Promise<Readonly<Record<string, ReleasedFile>>> {
  return JSON.parse(await readFile(join(dist, 'release.json'), 'utf8')).files
}

/**
 * File name of the package to install for a model that has its own package; undefined if it has none in this release.
 */
export async function tarballOf(model: string, dist = DIST): Promise<string | undefined> {
  return (await releasedFiles(dist))[`models/${model}/manifest.json`]?.package?.replace(/@([^@]+)$/, '-$1.tgz')
}

/**
 * The folder of a model. It is in this package or in the model's own package, which Node looks for first from the
 * working directory, and then from this package. A package from a different release is ignored, because the bundles
 * refer to manifests by their hashes.
 *
 * @returns undefined if it isn't installed
 */
export async function modelFolder(
  model: string,
  dist = DIST,
  from: readonly string[] = [process.cwd(), dist],
): Promise<string | undefined> {
  const own = join(dist, 'models', model)
  if (existsSync(own)) return own
  const { package: owner, sha256 } = (await releasedFiles(dist))[`models/${model}/manifest.json`] ?? {}
  if (!owner) return undefined
  for (const start of from) {
    const folder = packageFolder(owner.replace(/@[^@]+$/, ''), start)
    const manifest = folder && (await readFile(join(folder, 'manifest.json')).catch(() => undefined))
    if (manifest && createHash('sha256').update(manifest).digest('hex') === sha256) return folder
  }
  return undefined
}

function packageFolder(name: string, start: string): string | undefined {
  try {
    // Node resolves relative to a file, even one that doesn't exist.
    return dirname(createRequire(join(start, 'index.js')).resolve(`${name}/package.json`))
  } catch {
    return undefined
  }
}
