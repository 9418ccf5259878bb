/** Imports the SDK's TypeScript into scripts, which Node can't do by itself. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { releaseModule } from './build/virtual-release.mjs'

const source = join(dirname(fileURLToPath(import.meta.url)), '../packages/sdk/src')

/** `virtual:release` without a build: no file has a length or a hash. */
const release = {
  name: 'release',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^virtual:release$/ }, ({ path }) => ({ path, namespace: 'release' }))
    onLoad({ filter: /./, namespace: 'release' }, () => ({ contents: releaseModule('', [], () => [0, '']) }))
  },
}

/**
 * @param {readonly string[]} files relative to packages/sdk/src; modules that need a page or the build can't be imported
 * @returns {Promise<any>} all exports of these files
 */
export async function importSource(...files) {
  const contents = files.map((file) => `export * from ${JSON.stringify(`./${file}`)}`).join('\n')
  const stdin = { contents, resolveDir: source }
  const options = { stdin, bundle: true, format: 'esm', platform: 'node', plugins: [release], write: false }
  const { outputFiles } = await build(options)
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}
