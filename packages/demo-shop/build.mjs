/**
 * Builds the shop into the demo's public/shop/: pictures, a script per language, and a page per address.
 *
 *   node build.mjs     after the demo's build, which also calls buildShop
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { products } from './catalogue/catalogue.mjs'
import { CATEGORIES, COLOURS, MATERIALS } from './catalogue/words.mjs'
import { picture } from './pictures/picture.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)
const LANGUAGES = ['en', 'ru']
/** Products listed in the last days of the catalogue are marked as new. */
const NEW_SINCE = '2026-11-20'

/**
 * @param {object} options
 * @param {string} options.out the folder of the shop, served at /shop/
 * @param {string} [options.snippet] Inkling's snippet for the head, as its command prints it
 * @param {string} [options.url] the site's address, for canonical links
 */
export function buildShop({ out, snippet = '', url = '' }) {
  rmSync(out, { recursive: true, force: true })
  const write = (path, text) => {
    const file = join(out, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  for (const product of products) write(`art/${product.id}.svg`, picture(product))
  cpSync(join(here, 'src/shop.css'), join(out, 'assets/shop.css'))
  const style = `/shop/assets/shop.css?${hash(readFileSync(join(here, 'src/shop.css')))}`
  let pages = 0
  for (const language of LANGUAGES) {
    const script = bundleClient(language, join(out, 'assets'))
    const shop = bundleServer(language)
    const inShop = (path) => path.slice('/shop/'.length)
    for (const path of shop.paths) {
      const head = { snippet, style, script, url, language, path }
      write(`${inShop(path)}index.html`, documentOf(shop, head))
      pages++
    }
    write(`${inShop(shop.root)}campaigns.json`, `${JSON.stringify(shop.campaignsFile, null, 2)}\n`)
  }
  console.log(`build: shop, ${pages} pages, ${products.length} products in ${LANGUAGES.length} languages -> ${out}`)
}

const hash = (bytes) => createHash('sha256').update(bytes).digest('base64url').slice(0, 10)

const textsIn = (names, language) =>
  Object.fromEntries(Object.entries(names).map(([key, name]) => [key, name[language]]))

/** Constants that are compiled into a language's bundles. */
function constants(language) {
  const catalogue = products.map(({ id, form, en, ru, ...product }) => ({
    ...product,
    slug: id,
    isNew: product.published >= NEW_SINCE,
    ...{ en, ru }[language],
  }))
  const names = { categories: CATEGORIES, colours: COLOURS, materials: MATERIALS }
  const translated = Object.entries(names).map(([name, each]) => [name, textsIn(each, language)])
  return {
    'process.env.NODE_ENV': '"production"',
    LANGUAGE: JSON.stringify(language),
    CATALOGUE: JSON.stringify(catalogue),
    NAMES: JSON.stringify(Object.fromEntries(translated)),
  }
}

/** @returns {string} the address of the entry */
function bundleClient(language, outdir) {
  const { metafile } = buildSync({
    entryPoints: { [language]: join(here, 'src/client.jsx') },
    outdir,
    entryNames: '[name]-[hash]',
    chunkNames: `${language}-[name]-[hash]`,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    jsx: 'automatic',
    target: 'es2022',
    define: constants(language),
    metafile: true,
    logLevel: 'warning',
  })
  const [entry] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith('client.jsx'))
  return `/shop/assets/${entry.split('/').pop()}`
}

function bundleServer(language) {
  const { outputFiles } = buildSync({
    entryPoints: [join(here, 'src/server.jsx')],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    jsx: 'automatic',
    define: constants(language),
    logLevel: 'warning',
  })
  const module = { exports: {} }
  new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, require)
  return module.exports
}

const escapeHtml = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

function documentOf({ render, counterpart, words }, { snippet, style, script, url, language, path }) {
  const { title, description, html } = render(path)
  const other = language === 'en' ? 'ru' : 'en'
  const banner = Object.entries({
    title: words.consentTitle,
    text: words.consentText,
    content: words.consentContent,
    creatives: words.consentCreatives,
  })
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
${snippet}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(description)}">
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="${url}${path}">
<link rel="alternate" hreflang="${language}" href="${url}${path}">
<link rel="alternate" hreflang="${other}" href="${url}${counterpart(path)}">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body>
<inkling-consent>${banner.map(([name, text]) => `<span slot="${name}">${escapeHtml(text)}</span>`).join('')}</inkling-consent>
<div id="app">${html}</div>
</body>
</html>
`
}

/** Copies the release as the package's command does, and returns the snippet that the command prints. */
function copyRelease(into) {
  const command = join(dirname(require.resolve('inkling/package.json')), 'bin/inkling.js')
  const options = [command, 'copy', into, '--base', '/inkling', '--languages', LANGUAGES.join()]
  const printed = execFileSync(process.execPath, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return printed.split('\n')[0]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const site = join(here, '../demo/public')
  buildShop({ out: join(site, 'shop'), snippet: copyRelease(join(site, 'inkling')), url: process.env.SITE_URL })
}
