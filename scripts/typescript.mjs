/** The SDK's own TypeScript in scripts, which Node doesn't read by itself. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const source = join(dirname(fileURLToPath(import.meta.url)), '../packages/sdk/src')

/**
 * @param {readonly string[]} files below packages/sdk/src; what needs a page, or the build, can't be had
 * @returns {Promise<any>} all that they export
 */
export async function importSource(...files) {
  const contents = files.map((file) => `export * from ${JSON.stringify(`./${file}`)}`).join('\n')
  // Node's own modules are there already.
  const options = {
    stdin: { contents, resolveDir: source },
    bundle: true,
    format: 'esm',
    write: false,
    external: ['node:*'],
  }
  const { outputFiles } = await build(options)
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}
