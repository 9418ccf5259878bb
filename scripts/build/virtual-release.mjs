/** `virtual:release` (lengths and hashes of the files that a page loads) and `virtual:parts` (the dynamic imports of the npm entry). */
import { basename, join } from 'node:path'
import { PAGE_BUNDLES } from '../../packages/sdk/bundles.mjs'

/**
 * @param {string} version
 * @param {readonly string[]} files built so far, in dist/
 * @param {(file: string) => readonly [bytes: number, hash: string]} listed
 * @returns {string} the module's source
 */
export function releaseModule(version, files, listed) {
  const matching = (pattern) => files.filter((file) => pattern.test(file))
  const tables = {}
  const values = {
    version,
    elementNames: PAGE_BUNDLES.filter(({ constant }) => constant === 'elementFiles').map(({ key }) => key),
    engineFiles: Object.fromEntries(
      matching(/^engine\/[^/]+\.(js|wasm)$/).map((file) => [basename(file), listed(file)]),
    ),
    manifests: matching(/^models\/.*\/manifest\.json$/).map((file) => listed(file)[1]),
    personaFiles: Object.fromEntries(
      matching(/^personas\/.*\.json$/).map((file) => [basename(file, '.json'), listed(file)]),
    ),
  }
  for (const { file, constant, key } of PAGE_BUNDLES) {
    if (!constant) continue
    if (!key) values[constant] = listed(file)
    else {
      tables[constant] ??= {}
      if (files.includes(file)) tables[constant][key] = listed(file)
    }
  }
  return Object.entries({ ...values, ...tables })
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
    .join('\n')
}

/** @param {string} source the folder src/ */
export function partsModule(source) {
  const parts = PAGE_BUNDLES.filter(({ part }) => part).map(
    ({ file, entry }) => `${JSON.stringify(file)}: () => import(${JSON.stringify(join(source, entry))})`,
  )
  return `export const parts = { ${parts.join(', ')} }`
}

/**
 * A plugin for Rollup and Vite.
 *
 * @param {string} source the folder src/
 * @param {() => string} release the source of `virtual:release`
 */
export const virtualModules = (source, release) => ({
  name: 'inkling-release',
  resolveId: (id) => (/^virtual:(release|parts)$/.test(id) ? `\0${id}` : null),
  load(id) {
    if (id === '\0virtual:release') return release()
    return id === '\0virtual:parts' ? partsModule(source) : null
  },
})
