/** Provides each bundle with the hashes of the others (`virtual:release`), and finally writes the list of all files, release.json. */
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NPM_BUNDLES } from '../../packages/sdk/bundles.mjs'
import { ThirdParties } from '../third-parties.mjs'
import { releaseModule, virtualModules } from './virtual-release.mjs'

const sdk = fileURLToPath(new URL('../../packages/sdk/', import.meta.url))
const dist = join(sdk, 'dist')
const { name, version } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8'))
const thirdParties = new ThirdParties()

/**
 * Hashes by the placeholders that stand for them while code is minified. Terser chooses names by the frequency of letters, including those of
 * hashes, so every change elsewhere would make the same code a hundred bytes larger or smaller.
 *
 * @type {Map<string, string>}
 */
const hashes = new Map()

/** @returns {string} of the same length as the hash, so that source maps stay correct */
function placeholderFor(hash) {
  const placeholder = `#${String(hashes.size).padStart(hash.length - 1, '0')}`
  hashes.set(placeholder, hash)
  return placeholder
}

/** Stands for the hash of a bundle that isn't built yet. It must not occur in the final bundles. */
const UNBUILT = '#unbuilt'

export function release() {
  const listed = (file) => {
    const path = join(dist, file)
    if (!existsSync(path)) return [0, `${UNBUILT} ${file}`]
    return [readFileSync(path).length, placeholderFor(digest(path, 'base64'))]
  }
  return {
    ...virtualModules(join(sdk, 'src'), () => releaseModule(version, filesInDist(), listed)),
    renderChunk: {
      order: 'post',
      handler: (code) => ({ code: code.replace(/#0\d{42}/g, (found) => hashes.get(found) ?? found), map: null }),
    },
    generateBundle({ file }, output) {
      for (const { code = '' } of Object.values(output)) {
        const [, missing] = code.match(/#unbuilt ([\w/.-]+)/) ?? []
        if (missing)
          this.error(
            `${basename(file)} carries the hash of ${missing}, which is built later: bundles.mjs says in which order.`,
          )
      }
    },
  }
}

export function collectLicences() {
  return {
    name: 'inkling-licences',
    generateBundle({ file }, output) {
      for (const chunk of Object.values(output))
        thirdParties.note(relative(dist, file).split(sep).join('/'), Object.entries(chunk.modules ?? {}))
    },
  }
}

/** The last step of the build: writes licences, the bill of materials, and the list of all files with their hashes. */
export function writeRelease() {
  return {
    name: 'inkling-write-release',
    closeBundle() {
      writeFileSync(join(dist, 'THIRD-PARTY.txt'), thirdParties.text)
      const models = filesInDist()
        .filter((file) => /^models\/.*\/(manifest|ranker)\.json$/.test(file))
        .map((file) => JSON.parse(readFileSync(join(dist, file), 'utf8')))
      writeFileSync(
        join(dist, 'sbom.cdx.json'),
        `${JSON.stringify(thirdParties.sbom({ name, version, models }), null, 2)}\n`,
      )
      if (existsSync(join(dist, 'cli.js'))) chmodSync(join(dist, 'cli.js'), 0o755)
      const npmOnly = new Set(NPM_BUNDLES.map(({ file }) => file))
      const files = filesInDist()
        .filter((file) => !/\.(map|d\.ts)$/.test(file) && file !== 'release.json')
        .map((file) => {
          const path = join(dist, file)
          const bytes = readFileSync(path).length
          const listed = { bytes, sha256: digest(path, 'hex'), integrity: `sha256-${digest(path, 'base64')}` }
          const owner = modelPackageOf(file)
          if (owner) return [file, { ...listed, package: owner }]
          return [file, npmOnly.has(file) ? { ...listed, npmOnly: true } : listed]
        })
      writeFileSync(
        join(dist, 'release.json'),
        `${JSON.stringify({ version, files: Object.fromEntries(files) }, null, 2)}\n`,
      )
    },
  }
}

/** The package in which a model's file ships, as `NAME@VERSION`, or undefined for files of the main package. */
function modelPackageOf(path) {
  const [, model = ''] = /^models\/([^/]+)\//.exec(path) ?? []
  const file = join(sdk, '../../models', model, 'package.json')
  if (!model || !existsSync(file)) return undefined
  const { name, version } = JSON.parse(readFileSync(file, 'utf8'))
  return `${name}@${version}`
}

/** @returns {string[]} sorted paths relative to dist/, with forward slashes */
function filesInDist() {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(dist, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .sort()
}

function digest(file, encoding) {
  return createHash('sha256').update(readFileSync(file)).digest(encoding)
}
