/**
 * Builds the film guide into the demo's public/films/: posters, a script per language, and a page per address, rendered
 * by Svelte.
 *
 *   node build.mjs     after the demo's build, which also calls buildFilms
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { compile, compileModule } from 'svelte/compiler'
import { films } from './films/films.mjs'
import { COUNTRIES, GENRES } from './films/words.mjs'
import { altOf, poster } from './posters/poster.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)
const LANGUAGES = ['en', 'ru']

/**
 * @param {object} options
 * @param {string} options.out the folder of the film guide, served at /films/
 * @param {string} [options.snippet] Inkling's snippet for the head, as its command prints it
 * @param {string} [options.url] the site's address, for canonical links
 */
export async function buildFilms({ out, snippet = '', url = '' }) {
  rmSync(out, { recursive: true, force: true })
  const write = (path, text) => {
    const file = join(out, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  for (const film of films) write(`posters/${film.id}.svg`, poster(film))
  mkdirSync(join(out, 'assets'))
  cpSync(join(here, 'src/films.css'), join(out, 'assets/films.css'))
  const style = `/films/assets/films.css?${hash(readFileSync(join(here, 'src/films.css')))}`
  let pages = 0
  for (const language of LANGUAGES) {
    const script = await bundleClient(language, join(out, 'assets'))
    const guide = await bundleServer(language)
    for (const path of guide.paths) {
      const head = { snippet, style, script, url, language, path }
      write(`${path.slice('/films/'.length)}index.html`, documentOf(guide, head))
      pages++
    }
  }
  console.log(`build: films, ${pages} pages, ${films.length} films in ${LANGUAGES.length} languages -> ${out}`)
}

const hash = (bytes) => createHash('sha256').update(bytes).digest('base64url').slice(0, 10)

const textsIn = (names, language) =>
  Object.fromEntries(Object.entries(names).map(([key, name]) => [key, name[language]]))

/** Constants that are compiled into a language's bundles. */
function constants(language) {
  const data = films.map(({ en, ru, motif, ...film }) => ({
    ...film,
    slug: film.id,
    alt: altOf(motif, language),
    ...{ en, ru }[language],
  }))
  const names = { genres: textsIn(GENRES, language), countries: textsIn(COUNTRIES, language) }
  return { LANGUAGE: JSON.stringify(language), FILMS: JSON.stringify(data), NAMES: JSON.stringify(names) }
}

/** @param {'client' | 'server'} side */
const svelte = (side) => ({
  name: 'svelte',
  setup({ onLoad }) {
    onLoad({ filter: /\.svelte(?:\.js)?$/ }, ({ path }) => {
      const translate = path.endsWith('.js') ? compileModule : compile
      const { js } = translate(readFileSync(path, 'utf8'), { generate: side, filename: path })
      return { contents: js.code, loader: 'js' }
    })
  },
})

/** @returns {Promise<string>} the address of the entry */
async function bundleClient(language, outdir) {
  const { metafile } = await build({
    entryPoints: { [language]: join(here, 'src/client.js') },
    outdir,
    entryNames: '[name]-[hash]',
    chunkNames: `${language}-[name]-[hash]`,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    conditions: ['browser', 'production'],
    define: constants(language),
    plugins: [svelte('client')],
    metafile: true,
    logLevel: 'warning',
  })
  const [entry] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith('client.js'))
  return `/films/assets/${entry.split('/').pop()}`
}

async function bundleServer(language) {
  const { outputFiles } = await build({
    entryPoints: [join(here, 'src/server.js')],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    conditions: ['production'],
    define: constants(language),
    plugins: [svelte('server')],
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
  const banner = Object.entries({ title: words.consentTitle, text: words.consentText })
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
<inkling-consent purposes="content">${banner.map(([name, text]) => `<span slot="${name}">${escapeHtml(text)}</span>`).join('')}</inkling-consent>
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
  await buildFilms({ out: join(site, 'films'), snippet: copyRelease(join(site, 'inkling')), url: process.env.SITE_URL })
}
