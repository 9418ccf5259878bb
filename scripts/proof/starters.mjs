/**
 * Sets up real starter sites, as their own tools make them: `init`, build, serve, open in a browser, `remove`. Prints one row each, and exits
 * with 1 if a check fails. Takes minutes and the network, so it isn't part of `npm test`.
 *
 *   npm run build && node scripts/proof/starters.mjs [--made FOLDER] [NAME …]
 *
 * `--made`: a folder with starters that exist already, by name, with their packages installed. Otherwise each is made and installed.
 * Where the starter has a list of posts, posts are added, and the list must follow the reader after three stories, without a layout shift.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { findBrowser, TEST_ARGS } from '../browser.mjs'

const CLI = fileURLToPath(new URL('../../packages/sdk/dist/cli.js', import.meta.url))
/** Milliseconds for a command, and for what a page does. */
const COMMAND = 600_000
const PAGE = 90_000

const OPENED = [
  'How to knead bread dough by hand until it is smooth',
  'Bread with a crust that crackles, and why steam helps',
  'Rye dough rises slowly, a bread for a whole weekend',
]
const ALIKE = ['Salt your bread dough early, and let it rest', 'A starter for bread dough, day by day']
const OTHERS = [
  'Why central banks raise interest rates in a boom',
  'The far side of the Moon has fewer plains',
  'Saving for a first home takes eleven years',
  'The rings of Saturn are thin and young, probes found',
  'What sprinters do in the last ten metres of a race',
]
/** Newest first, so that the stories like those that are opened begin at the end. */
const STORIES = [...OTHERS, ...OPENED, ...ALIKE]

const slug = (title) => title.toLowerCase().replace(/[^a-z]+/g, '-')
const day = (at) => `2026-01-${String(28 - at).padStart(2, '0')}`
const post = (title, at, more = '') => `---\ntitle: "${title}"\ndate: ${day(at)}\n${more}---\n${title}, at length.\n`
/** Files with the stories, by path. */
const posts = (pathOf, more) =>
  Object.fromEntries(STORIES.map((title, at) => [pathOf(title, at), post(title, at, more)]))

/**
 * @typedef {object} Starter
 * @property {readonly string[][]} make commands, run in an empty folder; the site is in `site/`
 * @property {readonly string[]} [build]
 * @property {string} [built] the folder that is served
 * @property {(folder: string) => void} [before] what a developer adds before `init`
 * @property {string} [front] the page with the list; without one, only the tag and the banner are checked
 */
const clone = (address) => [
  ['git', 'clone', '--depth', '1', address, 'site'],
  ['rm', '-rf', 'site/.git'],
]
const write = (folder, files) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** @type {Record<string, Starter>} */
const STARTERS = {
  hugo: {
    make: [
      ['hugo', 'new', 'site', 'site'],
      ['hugo', 'new', 'theme', 'paper', '--source', 'site'],
    ],
    before: (folder) => {
      appendFileSync(join(folder, 'hugo.toml'), "\ntheme = 'paper'\n")
      write(folder, {
        ...posts((title) => `content/posts/${slug(title)}.md`),
        'layouts/index.html':
          '{{ define "main" }}\n<ul class="stories">\n{{ range site.RegularPages }}\n<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>\n{{ end }}\n</ul>\n{{ end }}\n',
      })
    },
    build: ['hugo'],
    built: 'public',
    front: '/',
  },
  jekyll: {
    make: [['jekyll', 'new', '--blank', 'site']],
    before: (folder) =>
      write(folder, {
        ...posts((title, at) => `_posts/${day(at)}-${slug(title)}.md`, 'layout: default\n'),
        'stories.html': '---\nlayout: stories\ntitle: Stories\n---\n',
        '_layouts/stories.html':
          '---\nlayout: default\n---\n<ul class="stories">\n{% for post in site.posts %}\n<li><a href="{{ post.url }}">{{ post.title }}</a></li>\n{% endfor %}\n</ul>\n',
      }),
    build: ['jekyll', 'build'],
    built: '_site',
    front: '/stories.html',
  },
  eleventy: {
    make: clone('https://github.com/11ty/eleventy-base-blog.git'),
    before: (folder) => {
      rmSync(join(folder, 'content/blog'), { recursive: true })
      write(folder, {
        'content/blog/blog.11tydata.js': "export default { tags: ['posts'], layout: 'layouts/base.njk' }\n",
        ...posts((title) => `content/blog/${slug(title)}.md`),
        '_includes/postslist.njk':
          '<ul class="stories">\n{%- for post in postslist | reverse %}\n<li><a href="{{ post.url }}">{{ post.data.title }}</a></li>\n{%- endfor %}\n</ul>\n',
      })
    },
    build: ['npx', 'eleventy'],
    built: '_site',
    front: '/blog/',
  },
  hexo: {
    make: clone('https://github.com/hexojs/hexo-starter.git'),
    before: (folder) => {
      write(
        folder,
        posts((title) => `source/_posts/${slug(title)}.md`),
      )
      // Hexo writes its version into package.json when it runs for the first time.
      run(folder, ['npx', 'hexo', 'clean'])
    },
    build: ['npx', 'hexo', 'generate'],
    built: 'public',
  },
  vite: {
    make: [['npm', 'create', 'vite@latest', 'site', '--', '--template', 'vanilla', '--no-interactive']],
    build: ['npx', 'vite', 'build'],
    built: 'dist',
  },
  sveltekit: {
    make: [
      [
        'npx',
        '--yes',
        'sv',
        'create',
        'site',
        '--template',
        'minimal',
        '--types',
        'ts',
        '--no-add-ons',
        '--no-install',
      ],
    ],
    build: ['npx', 'vite', 'build'],
  },
  astro: {
    make: [['npm', 'create', 'astro@latest', 'site', '--', '--template', 'blog', '--no-install', '--no-git', '--yes']],
    build: ['npx', 'astro', 'build'],
    built: 'dist',
  },
  next: {
    make: [
      [
        'npx',
        '--yes',
        'create-next-app@latest',
        'site',
        '--ts',
        '--app',
        '--no-src-dir',
        '--no-tailwind',
        '--no-eslint',
        '--use-npm',
        '--import-alias',
        '@/*',
        '--skip-install',
        '--disable-git',
      ],
    ],
    // Its fonts come from another server.
    before: (folder) => {
      write(folder, { 'next.config.ts': "export default { output: 'export' }\n" })
      const layout = readFileSync(join(folder, 'app/layout.tsx'), 'utf8')
      const plain = layout
        .replace(/import \{ Geist[^\n]*\n/, '')
        .replace(/const geist\w+ = Geist\w*\(\{[\s\S]*?\}\);\n/g, '')
        .replace(/ className=\{`[^`]*`\}/g, '')
      writeFileSync(join(folder, 'app/layout.tsx'), plain)
    },
    build: ['npx', 'next', 'build'],
    built: 'out',
  },
  nuxt: {
    make: [
      [
        'npm',
        'create',
        'nuxt@latest',
        'site',
        '--',
        '--no-install',
        '--no-gitInit',
        '--packageManager',
        'npm',
        '--template',
        'minimal',
        '--no-modules',
      ],
    ],
    build: ['npx', 'nuxt', 'generate'],
    built: '.output/public',
  },
  angular: {
    make: [
      ['npx', '--yes', '@angular/cli', 'new', 'site', '--skip-install', '--skip-git', '--defaults', '--ssr=false'],
    ],
    build: ['npx', 'ng', 'build'],
    built: 'dist/site/browser',
  },
  casper: { make: clone('https://github.com/TryGhost/Casper.git') },
  laravel: { make: clone('https://github.com/laravel/laravel.git') },
}

/** Names of generated files and folders, which aren't part of the site. */
const GENERATED =
  /^(?:node_modules|dist|_site|out|\.(?:next|nuxt|output|svelte-kit|angular|astro|cache|jekyll-cache)|package-lock\.json|\.hugo_build\.lock|db\.json|next-env\.d\.ts)$/

function treeOf(folder, isGenerated, path = '') {
  return readdirSync(join(folder, path))
    .sort()
    .flatMap((name) => {
      const at = path ? `${path}/${name}` : name
      const about = lstatSync(join(folder, at))
      if (isGenerated(name, at)) return []
      if (about.isSymbolicLink()) return [`${at} -> ${readlinkSync(join(folder, at))}`]
      if (about.isDirectory()) return [at, ...treeOf(folder, isGenerated, at)]
      return [
        `${at} ${about.mode.toString(8)} ${createHash('sha256')
          .update(readFileSync(join(folder, at)))
          .digest('hex')}`,
      ]
    })
}

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
}

async function serve(folder) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname))
    const found = [path, `${path}.html`, `${path}/index.html`]
      .map((each) => join(folder, each))
      .find((each) => existsSync(each) && statSync(each).isFile())
    if (!found) return response.writeHead(404).end()
    return response
      .writeHead(200, { 'content-type': TYPES[extname(found)] ?? 'application/octet-stream' })
      .end(readFileSync(found))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function run(folder, [command, ...words]) {
  const env = {
    ...process.env,
    LANG: 'C.UTF-8',
    CI: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
    NUXT_TELEMETRY_DISABLED: '1',
    NG_CLI_ANALYTICS: 'false',
  }
  return execFileSync(command, words, {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: COMMAND,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function until(ask, isRight, what) {
  const end = Date.now() + PAGE
  for (;;) {
    const answer = await ask()
    if (isRight(answer)) return answer
    if (Date.now() > end) throw new Error(`${what}: ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

const titlesIn = (page) =>
  page.$$eval('[data-inkling-list] a', (links) => links.map(({ textContent }) => textContent.trim()))

/** Three stories are opened and read; the list must then begin with the stories like them. */
async function turn(page, address) {
  for (const title of OPENED) {
    await page.goto(address)
    await page.click(`[data-inkling-list] a:text("${title}")`)
    await page.waitForLoadState('load')
    await until(
      () => page.evaluate('inkling.status()'),
      ({ engine }) => engine === 'ready',
      'the model is not ready',
    )
    await page.evaluate(
      (title) => globalThis.inkling.track('read', { id: location.pathname, title }, { seconds: 60 }),
      title,
    )
  }
  const look = async () => {
    // A reload keeps what was in view; this is a new view.
    await page.goto('about:blank')
    await page.goto(address)
    await page.waitForSelector('[data-inkling-list]')
    return titlesIn(page)
  }
  const titles = await until(
    look,
    (all) => ALIKE.every((title) => all.slice(0, 3).includes(title)),
    'the list did not turn',
  )
  const shift = await page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const { value } of list.getEntries()) sum += value
        }).observe({ type: 'layout-shift', buffered: true })
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)))
      }),
  )
  if (shift) throw new Error(`the layout shifted by ${shift}`)
  return `list of ${titles.length} turned, shift ${shift}`
}

async function look(browser, folder, { built, front }) {
  const site = await serve(join(folder, built))
  const page = await browser.newPage()
  const errors = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/404|net::ERR/.test(message.text())) errors.push(message.text())
  })
  await page.addInitScript(() => {
    document.addEventListener('inkling:error', ({ detail }) => console.error(JSON.stringify(detail)))
  })
  try {
    const address = site.origin + (front ?? '/')
    await page.goto(address)
    await page.click('inkling-consent button.yes', { timeout: PAGE })
    await until(() => page.evaluate('inkling.consent.get().content'), Boolean, 'no consent')
    const snippets = await page.$$eval('head script:not([src])', (all) =>
      all.filter(({ textContent }) => textContent.includes('inkling.snapshot')).map(({ textContent }) => textContent),
    )
    const files = await page.$$eval('head script[src*="snippet.js"]', (all) => all.length)
    if (snippets.length + files !== 1) throw new Error(`${snippets.length + files} snippets`)
    const result = front ? await turn(page, address) : 'tag and banner work'
    if (errors.length) throw new Error(errors.join('; '))
    return result
  } finally {
    await page.close()
    site.close()
  }
}

async function prove(browser, name, made) {
  const starter = STARTERS[name]
  const whole = mkdtempSync(join(tmpdir(), `inkling-${name}-`))
  const folder = join(whole, 'site')
  try {
    if (made) cpSync(join(made, name), folder, { recursive: true, verbatimSymlinks: true })
    else {
      for (const command of starter.make) run(whole, command)
      if (starter.build && existsSync(join(folder, 'package.json')))
        run(folder, ['npm', 'install', '--no-audit', '--no-fund'])
    }
    starter.before?.(folder)
    const isGenerated = (part, path) => GENERATED.test(part) || path === starter.built || path === 'resources'
    const before = treeOf(folder, isGenerated)
    run(folder, [process.execPath, CLI, 'init', '--yes'])
    if (starter.build) run(folder, starter.build)
    const seen = starter.built
      ? await look(browser, folder, starter)
      : starter.build
        ? 'builds'
        : 'set up, not built here'
    if (starter.built) rmSync(join(folder, starter.built), { recursive: true, force: true })
    run(folder, [process.execPath, CLI, 'remove'])
    const after = treeOf(folder, isGenerated)
    const other = after.filter((each) => !before.includes(each)).concat(before.filter((each) => !after.includes(each)))
    if (other.length) throw new Error(`not as it was: ${other.slice(0, 5).join(', ')}`)
    return `${seen}; ${before.length} files and folders as they were`
  } finally {
    rmSync(whole, { recursive: true, force: true })
  }
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { made: { type: 'string' } } })
const executablePath = findBrowser()
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [...TEST_ARGS] })
for (const name of positionals.length ? positionals : Object.keys(STARTERS)) {
  try {
    console.log(`${name}: ${await prove(browser, name, values.made)}`)
  } catch (cause) {
    process.exitCode = 1
    console.log(
      `${name}: FAILED: ${String(cause.message).slice(0, 600)}${cause.stderr ? `\n${String(cause.stderr).slice(-600)}` : ''}`,
    )
  }
}
await browser.close()
