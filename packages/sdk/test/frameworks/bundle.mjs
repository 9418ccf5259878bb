/** Builds a fixture in memory, as a site's own build would: once for its server, once for browsers. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { compile } from 'svelte/compiler'
import { compileScript, parse } from 'vue/compiler-sfc'

const folder = fileURLToPath(new URL('.', import.meta.url))
const require = createRequire(import.meta.url)

/** @param {'server' | 'client'} side @param {boolean} dev */
const compilers = (side, dev) => ({
  name: 'compilers',
  setup({ onLoad }) {
    onLoad({ filter: /\.svelte$/ }, ({ path }) => {
      const { js } = compile(readFileSync(path, 'utf8'), { generate: side, filename: path, dev })
      return { contents: js.code, loader: 'js' }
    })
    onLoad({ filter: /\.vue$/ }, ({ path }) => {
      const { descriptor } = parse(readFileSync(path, 'utf8'), { filename: path })
      const templateOptions = { ssr: side === 'server', ssrCssVars: [] }
      const { content } = compileScript(descriptor, { id: path, inlineTemplate: true, templateOptions })
      return { contents: content, loader: 'ts' }
    })
  },
})

/**
 * @param {string} entry
 * @param {'server' | 'client'} side
 * @param {'development' | 'production'} mode development builds are the ones that warn
 */
async function bundle(entry, side, mode) {
  const inBrowser = side === 'client'
  const { outputFiles } = await build({
    entryPoints: [`${folder}${entry}`],
    bundle: true,
    write: false,
    format: inBrowser ? 'iife' : 'cjs',
    platform: inBrowser ? 'browser' : 'node',
    conditions: inBrowser ? ['browser', mode] : [mode],
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': JSON.stringify(mode),
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
    },
    plugins: [compilers(side, mode === 'development')],
    logLevel: 'error',
  })
  return outputFiles[0].text
}

const EXTENSION = { react: 'jsx' }
const built = new Map()

/**
 * @param {string} framework a folder beside this file
 * @param {'development' | 'production'} mode
 * @returns {Promise<{ script: string, render: (name: string, options: object) => string | Promise<string> }>}
 */
export function fixture(framework, mode) {
  const key = `${framework} ${mode}`
  if (!built.has(key)) built.set(key, make(framework, mode))
  return built.get(key)
}

async function make(framework, mode) {
  const extension = EXTENSION[framework] ?? 'js'
  const [server, script] = await Promise.all([
    bundle(`${framework}/server.${extension}`, 'server', mode),
    bundle(`${framework}/client.${extension}`, 'client', mode),
  ])
  const module = { exports: {} }
  new Function('module', 'exports', 'require', server)(module, module.exports, require)
  return { script, render: module.exports.render }
}
