/**
 * Provides `virtual:kernels/wasm`, `…/webgl`, `…/webgpu` and `…/cpu` for texts, and the same names with the prefix `image-encoder-` for pictures.
 * Each module imports the kernels listed in kernels.json from their individual files of that tfjs backend, so that a bundle contains one backend's
 * kernels, and only those that its model uses.
 */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const list = join(root, 'packages/sdk/src/engine/backends/kernels.json')
const PREFIX = 'virtual:kernels/'

/** tfjs exports kernels in camel case: `_FusedMatMul` as `_fusedMatMulConfig`. */
function moduleOf(name) {
  const [, forPictures, backend] = /^(image-encoder-)?(.*)$/.exec(name)
  const kernels = JSON.parse(readFileSync(list, 'utf8'))[forPictures ? 'pictures' : 'texts'].map((file) => ({
    file,
    name: `${file.replace(/[A-Z]/, (letter) => letter.toLowerCase())}Config`,
  }))
  const from = ({ file }) => `'@tensorflow/tfjs-backend-${backend}/dist/kernels/${file}'`
  return [
    ...kernels.map((kernel) => `import { ${kernel.name} } from ${from(kernel)}`),
    `export default [${kernels.map(({ name }) => name).join()}]`,
  ].join('\n')
}

/** A plugin for Rollup and Vite. */
export function kernels() {
  return {
    name: 'inkling-kernels',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load: (id) => (id.startsWith(`\0${PREFIX}`) ? moduleOf(id.slice(PREFIX.length + 1)) : null),
  }
}

/** A plugin for esbuild. */
export const esbuildKernels = {
  name: 'inkling-kernels',
  setup(build) {
    build.onResolve({ filter: /^virtual:kernels\// }, ({ path }) => ({ path, namespace: 'kernels' }))
    build.onLoad({ filter: /./, namespace: 'kernels' }, ({ path }) => ({
      contents: moduleOf(path.slice(PREFIX.length)),
      resolveDir: root,
    }))
  },
}
