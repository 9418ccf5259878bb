/**
 * Records the third-party code in a build: licences to pass on (THIRD-PARTY.txt), and a bill of materials (sbom.cdx.json, CycloneDX 1.6). Neither
 * contains a date or a random number, so the same sources give the same bytes.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** The package with the WebAssembly file. Its authors compiled the NATIVE libraries into it. */
const WASM_PACKAGE = '@tensorflow/tfjs-backend-wasm'
const WASM_FILE = 'engine/tfjs-backend-wasm-simd.wasm'
const LLVM = 'Apache-2.0 WITH LLVM-exception'
const NATIVE = [
  { name: 'XNNPACK', licence: 'BSD-3-Clause', text: 'xnnpack', from: 'https://github.com/google/XNNPACK' },
  {
    name: 'pthreadpool',
    licence: 'BSD-2-Clause',
    text: 'pthreadpool',
    from: 'https://github.com/Maratyszcza/pthreadpool',
  },
  { name: 'cpuinfo', licence: 'BSD-2-Clause', text: 'cpuinfo', from: 'https://github.com/pytorch/cpuinfo' },
  { name: 'FP16', licence: 'MIT', text: 'fp16', from: 'https://github.com/Maratyszcza/FP16' },
  { name: 'FXdiv', licence: 'MIT', text: 'fxdiv', from: 'https://github.com/Maratyszcza/FXdiv' },
  { name: 'emscripten', licence: 'MIT', text: 'emscripten', from: 'https://github.com/emscripten-core/emscripten' },
  { name: 'musl', licence: 'MIT', text: 'musl', from: 'https://musl.libc.org/' },
  { name: 'dlmalloc', licence: 'CC0-1.0', text: 'dlmalloc', from: 'https://gee.cs.oswego.edu/' },
  { name: 'compiler-rt', licence: LLVM, text: 'llvm-exception', from: 'https://compiler-rt.llvm.org/' },
  { name: 'libc++', licence: LLVM, text: 'llvm-exception', from: 'https://libcxx.llvm.org/' },
  { name: 'libc++abi', licence: LLVM, text: 'llvm-exception', from: 'https://libcxxabi.llvm.org/' },
]

const json = (file) => JSON.parse(readFileSync(file, 'utf8'))

/** Collects the packages whose code a bundle contains: those with a module that wasn't removed entirely. */
export class ThirdParties {
  /** By package folder: the licence headers found in its code, and the files that contain it. */
  #found = new Map()

  /** @param {string} file the bundle @param {Iterable<[id: string, module: { renderedLength: number }]>} modules */
  note(file, modules) {
    for (const [id, { renderedLength }] of modules) {
      if (!id.includes(`${sep}node_modules${sep}`) || renderedLength === 0) continue
      const name = id
        .split(`${sep}node_modules${sep}`)
        .pop()
        ?.match(/^(@[^/\\]+[/\\])?[^/\\]+/)?.[0]
      if (!name) continue
      // A package may have a folder of its own name.
      const inside = id.lastIndexOf(`${sep}node_modules${sep}`) + `${sep}node_modules${sep}`.length
      const folder = id.slice(0, inside + name.length)
      const known = this.#found.get(folder) ?? { headers: new Set(), files: new Set() }
      this.#found.set(folder, known)
      known.files.add(file)
      const headers = readFileSync(id, 'utf8').matchAll(/\/\*\*?(?:(?!\*\/)[\s\S])*(?:@license|Copyright)[\s\S]*?\*\//g)
      for (const [header] of headers) known.headers.add(header)
    }
  }

  /** Sorted by name. */
  get packages() {
    return [...this.#found]
      .map(([folder, { headers, files }]) => {
        const { name, version, license } = json(join(folder, 'package.json'))
        const all = name === WASM_PACKAGE ? [...files, WASM_FILE] : [...files]
        return { folder, name, version, licence: license, headers: [...headers].sort(), files: all.sort() }
      })
      .sort((a, b) => (a.name + a.version < b.name + b.version ? -1 : 1))
  }

  /** Every package with its licence, the libraries that were compiled in, and the long text that many of them share. */
  get text() {
    const apache = readFileSync(join(root, 'node_modules/@typescript/native/LICENSE'), 'utf8').trim()
    const atTheEnd = 'The text of the Apache License, Version 2.0, stands at the end of this file.'
    const isApache = (text) => /^\s*Apache License\s+Version 2\.0/.test(text)
    const packages = this.packages.map(({ folder, name, version, licence, headers, files }) => {
      const own = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file))
      const text = own ? readFileSync(join(folder, own), 'utf8').trim() : licence === 'Apache-2.0' ? apache : ''
      if (!text) throw new Error(`${name} is in a bundle, but its licence (${licence}) has no text to pass on.`)
      const notice = join(folder, 'NOTICE')
      return [
        `${name} ${version}, licence ${licence}`,
        `In ${files.join(', ')}.`,
        // Some packages include only the notice, which names the licence.
        ...(isApache(text) ? [atTheEnd] : licence === 'Apache-2.0' ? [text, atTheEnd] : [text]),
        ...(existsSync(notice) ? [readFileSync(notice, 'utf8').trim()] : []),
        ...headers,
      ].join('\n\n')
    })
    const native = NATIVE.map(({ name, licence, text, from }) =>
      [
        `${name}, licence ${licence}`,
        `From ${from}. Compiled into ${WASM_FILE} by the makers of ${WASM_PACKAGE}.`,
        ...(licence === LLVM ? [atTheEnd] : []),
        readFileSync(join(root, 'licences', `${text}.txt`), 'utf8').trim(),
      ].join('\n\n'),
    )
    const intro = 'Code of these packages is part of the files beside this one.'
    return `${[intro, ...packages, ...native, apache].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
  }

  /**
   * The bill of materials. `inkling:file` names each file that a package is part of.
   *
   * @param {{ name: string, version: string, models: { name: string, version: string, licence: string }[] }} release
   */
  sbom({ name, version, models }) {
    const { packages: locked } = json(join(root, 'package-lock.json'))
    const inFiles = (files) => files.map((value) => ({ name: 'inkling:file', value }))
    const licences = (licence) =>
      / (OR|AND|WITH) /.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }]
    const native = NATIVE.map(({ name, licence, from }) => ({
      type: 'library',
      'bom-ref': `native:${name}`,
      name,
      licenses: licences(licence),
      externalReferences: [{ type: 'website', url: from }],
      properties: inFiles([WASM_FILE]),
    }))
    const libraries = this.packages.map(({ folder, name, version, licence, files }) => {
      const path = relative(root, folder).split(sep).join('/')
      const integrity = locked[path]?.integrity
      if (!integrity) throw new Error(`${name} is in a bundle, but ${path} isn't in package-lock.json.`)
      const [group, short] = name.startsWith('@') ? name.split('/') : [undefined, name]
      const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
      return {
        type: 'library',
        'bom-ref': purl,
        ...(group && { group }),
        name: short,
        version,
        hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex') }],
        licenses: licences(licence),
        purl,
        properties: inFiles(files),
      }
    })
    const weights = models.map(({ name, version, licence }) => ({
      type: 'machine-learning-model',
      'bom-ref': `model:${name}@${version}`,
      name,
      version,
      licenses: [/^[\w.-]+$/.test(licence) ? { license: { id: licence } } : { license: { name: licence } }],
    }))
    const components = [...libraries, ...native, ...weights]
    const self = `${name}@${version}`
    const wasm = libraries.find(({ group, name }) => `${group}/${name}` === WASM_PACKAGE)
    const nativeRefs = native.map((each) => each['bom-ref'])
    return {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: {
        component: { type: 'library', 'bom-ref': self, name, version, licenses: licences('MIT') },
      },
      components,
      dependencies: [
        { ref: self, dependsOn: components.map((each) => each['bom-ref']).filter((ref) => !nativeRefs.includes(ref)) },
        ...(wasm ? [{ ref: wasm['bom-ref'], dependsOn: nativeRefs }] : []),
      ],
    }
  }
}
