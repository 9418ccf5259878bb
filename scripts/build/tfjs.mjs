/** Which parts of tfjs a bundle gets: a worker no more than it uses, any other bundle none. */
import { readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** tfjs without what registers itself at import: every kernel's gradient, optimizers, file formats, threads. */
export function tfjs() {
  const core = join(root, 'node_modules/@tensorflow/tfjs-core/dist')
  const entry = '\0tfjs-core'
  // CommonJS, for random tensors and hashes of strings: no bundle reaches them.
  const unused = '\0unused'
  return {
    name: 'inkling-tfjs',
    async resolveId(id, importer, options) {
      if (id === '@tensorflow/tfjs-core') return { id: entry, moduleSideEffects: true }
      if (id === 'seedrandom' || id === 'long') return unused
      if (!importer?.includes('@tensorflow') || !id.startsWith('.')) return null
      const resolved = await this.resolve(id, importer, { ...options, skipSelf: true })
      if (!resolved) return null
      const registers = /tfjs-core.dist.(engine|tensor|flags|base_side_effects|platforms.*)\.js$|flags_\w+\.js$/
      return { ...resolved, moduleSideEffects: registers.test(resolved.id) }
    },
    load(id) {
      if (id === entry) {
        const from = (file) => JSON.stringify(join(core, file))
        return {
          code: `import ${from('base_side_effects.js')}\nexport * from ${from('base.js')}`,
          moduleSideEffects: true,
        }
      }
      if (id === unused) return 'export const alea = undefined\nexport default undefined'
      // The glue is UMD. That of the threaded build would bring its worker's source along.
      if (/wasm-out.tfjs-backend-wasm-threaded-simd/.test(id))
        return 'export const wasmWorkerContents = ""\nexport default undefined'
      if (/wasm-out.tfjs-backend-wasm\.js$/.test(id)) {
        const umd = readFileSync(id, 'utf8')
        const end = umd.lastIndexOf("if (typeof exports === 'object' && typeof module")
        if (end < 0) this.error(`${basename(id)} isn't the UMD file that this build knows how to turn into a module.`)
        return `${umd.slice(0, end)}\nexport default WasmBackendModule`
      }
      return null
    },
  }
}

/** The page's bundles stay small: the engine is the worker's business. */
export function withoutTfjs() {
  return {
    name: 'inkling-without-tfjs',
    generateBundle({ file }) {
      const intruder = [...this.getModuleIds()].find((id) => id.includes('@tensorflow'))
      if (!intruder) return
      const importers = this.getModuleInfo(intruder)
        ?.importers.map((id) => relative(root, id))
        .join(', ')
      this.error(
        `${basename(file)} must not contain tfjs, but ${importers} imports ${relative(root, intruder)}. Only engine/worker/serve.ts may.`,
      )
    },
  }
}
