// @vitest-environment node
// Finding models that are in packages of their own.

import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modelFolder, tarballOf } from '../src/files/release.ts'

const MANIFEST = '{ "name": "encoder-xx" }'
const NAME = 'inkling-encoder-xx'

let root: string
let dist: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'inkling-models-')))
  dist = put('site/node_modules/inkling/dist/release.json', JSON.stringify({ files: released(MANIFEST) }))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const released = (manifest: string) => ({
  'models/encoder-xx/manifest.json': {
    sha256: createHash('sha256').update(manifest).digest('hex'),
    package: `${NAME}@1.2.3`,
  },
  'models/encoder-en/manifest.json': { sha256: '' },
})

/** Writes a file. @returns its folder */
function put(path: string, text: string): string {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return dirname(file)
}

function install(at: string, manifest = MANIFEST): string {
  put(`${at}/node_modules/${NAME}/package.json`, JSON.stringify({ name: NAME }))
  return put(`${at}/node_modules/${NAME}/manifest.json`, manifest)
}

const found = (cwd = 'site') => modelFolder('encoder-xx', dist, [join(root, cwd), dist])

describe('A model in a package of its own', () => {
  test('is found from the working directory, and from folders within it', async () => {
    const folder = install('elsewhere')
    expect(await found('elsewhere')).toBe(folder)
    expect(await found('elsewhere/tools/deep')).toBe(folder)
    expect(await found('site')).toBeUndefined()
  })

  test('is found from the package, regardless of the working directory', async () => {
    expect(await found('elsewhere')).toBeUndefined()
    const folder = install('site')
    expect(await found('elsewhere')).toBe(folder)
  })

  test('is ignored if it belongs to another release, and the search continues', async () => {
    install('elsewhere', '{ "version": "another" }')
    expect(await found('elsewhere')).toBeUndefined()
    const folder = install('site')
    expect(await found('elsewhere')).toBe(folder)
  })

  test('is not looked up if the package contains the model itself, as in a checkout', async () => {
    install('site')
    const own = put('site/node_modules/inkling/dist/models/encoder-xx/manifest.json', MANIFEST)
    expect(await found()).toBe(own)
  })

  test('is reported with the file to install', async () => {
    expect(await tarballOf('encoder-xx', dist)).toBe(`${NAME}-1.2.3.tgz`)
    expect(await tarballOf('encoder-en', dist)).toBeUndefined()
    expect(await tarballOf('encoder-yy', dist)).toBeUndefined()
  })
})

describe('models/', () => {
  const models = new URL('../../../models/', import.meta.url)
  const json = (path: string) => JSON.parse(readFileSync(new URL(path, models), 'utf8'))
  const folders = readdirSync(models).filter((name) => existsSync(new URL(`${name}/package.json`, models)))

  test('every encoder but the English one is a package', () => {
    const encoders = readdirSync(models).filter((name) => name.startsWith('encoder-') && name !== 'encoder-en')
    expect(folders).toEqual([...encoders, 'image-encoder'])
  })

  test.each(folders)(
    '%s: name, version and licence are those of the manifest, and card and licence come along',
    (folder) => {
      const { name, version, license, files } = json(`${folder}/package.json`)
      const manifest = json(`${folder}/manifest.json`)
      expect(name).toBe(folder === 'image-encoder' ? 'inkling-image-encoder' : `inkling-${folder}`)
      expect([version, license]).toEqual([manifest.version, manifest.licence])
      expect(readFileSync(new URL(`${folder}/LICENSE`, models), 'utf8')).toContain('Apache License')
      expect(readFileSync(new URL(`${folder}/README.md`, models), 'utf8')).toContain(version)
      const kinds = files.map((each: string) => each.replace('*', ''))
      for (const file of readdirSync(new URL(folder, models)))
        expect(/^(?:README\.md|LICENSE)$/.test(file) || kinds.some((kind: string) => file.endsWith(kind)), file).toBe(
          true,
        )
    },
  )
})
