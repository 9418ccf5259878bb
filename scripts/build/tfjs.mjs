/** Controls which parts of tfjs a bundle contains: a worker only those that it uses, all other bundles none. */
import { readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** tfjs without the parts that register themselves on import: gradients of every kernel, optimizers, file formats, threads. */
export function tfjs() {
  const core = join(root, 'node_modules/@tensorflow/tfjs-core/dist')
  const entry = '\0tfjs-core'
  // CommonJS modules for random tensors and string hashes, which no bundle uses.
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
      // The glue code is UMD. That of the threaded build would include the source of its worker.
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

/** Keeps the page's bundles small: only workers may contain the engine. */
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
