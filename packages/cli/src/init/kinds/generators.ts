/** Generators of static sites, whose templates have a language of their own. */
import { change, endOfLine, newFile } from '../change.ts'
import type { Site } from '../site.ts'
import {
  ByHand,
  configOf,
  expectRoot,
  filesIn,
  firstOf,
  isAside,
  type Kind,
  packagesOf,
  withoutComments,
} from './kind.ts'

/** Whether a file may have a head; decided for certain later. */
const hasHead = (site: Site, path: string) => /<head[\s>]/i.test(site.text(path) ?? '')

const HUGO = ['hugo', 'config'].flatMap((name) => ['toml', 'yaml', 'yml', 'json'].map((end) => `${name}.${end}`))
const isHugo = (site: Site) =>
  firstOf(site, ...HUGO.slice(0, 4)) ??
  (site.files.some((path) => /^(?:archetypes|layouts|themes)\//.test(path))
    ? firstOf(site, ...HUGO.slice(4))
    : undefined) ??
  site.files.find((path) => /^config\/_default\/(?:hugo|config)\.(?:toml|ya?ml|json)$/.test(path))

export const hugo: Kind = {
  name: 'hugo',
  title: 'Hugo',
  beats: ['html'],
  found: isHugo,
  setUp(site, base) {
    const config = isHugo(site)
    expectRoot(site, config, /\bbaseURL\b["']?\s*[:=]\s*["']?(?:[a-z]+:)?\/\/[^/"'\s]+\/[^"'\s]+/i, base)
    expectRoot(site, config, /\b(?:staticDir|layoutDir)\b["']?\s*[:=][^\n]*/i, base)
    const own = filesIn(site, 'layouts/', '.html')
    // A theme in a repository of its own loses changes at its next update.
    const isOwn = (path: string) => !site.has(`${path.split('/').slice(0, 2).join('/')}/.git`)
    const themes = filesIn(site, 'themes/', '.html').filter(
      (path) => /^themes\/[^/]+\/layouts\//.test(path) && isOwn(path),
    )
    // Layouts of the site come before those of its theme.
    const inUse = own.some((path) => hasHead(site, path)) ? own : [...own, ...themes]
    if (inUse !== own && new Set(themes.map((path) => path.split('/')[1])).size > 1)
      throw new ByHand('there are several themes in themes/')
    const templates = inUse.filter((path) => !isAside(path))
    if (!templates.some((path) => hasHead(site, path)))
      throw new ByHand(
        'no layout here has a <head>: the theme is a Hugo module or a Git submodule, or there is none yet',
        [
          "Copy the theme's layouts/_default/baseof.html or layouts/partials/head.html to the same path below layouts/ here, and run init again.",
        ],
      )
    return {
      folder: 'static/inkling',
      address: '/inkling',
      templates,
      syntax: 'go',
      lists: 'loops',
      built: ['public'],
    }
  },
}

export const jekyll: Kind = {
  name: 'jekyll',
  title: 'Jekyll',
  beats: ['html'],
  found: (site) =>
    site.has('_config.yml') && !packagesOf(site).has('hexo')
      ? (site.files.find((path) => /^(?:_layouts|_includes|_posts)\//.test(path)) ??
        (/\bjekyll\b/.test(site.text('Gemfile') ?? '') ? 'Gemfile, which has jekyll' : undefined))
      : undefined,
  setUp(site, base) {
    expectRoot(site, '_config.yml', /^baseurl:[^\S\n]*(?:["'][^"'\n]+["']|[^\s"'\n][^\n]*)/m, base)
    expectRoot(site, '_config.yml', /^(?:source|layouts_dir|includes_dir):[^\n]*/m, base)
    const templates = [...filesIn(site, '_layouts/', '.html'), ...filesIn(site, '_includes/', '.html')].filter(
      (path) => !isAside(path),
    )
    if (!templates.some((path) => hasHead(site, path)))
      throw new ByHand('no layout here has a <head>: the theme is a gem', [
        "Copy the theme's _includes/head.html or _layouts/default.html (bundle info --path NAME shows the folder) to the same path here, and run init again.",
      ])
    return { folder: 'inkling', address: '/inkling', templates, syntax: 'liquid', lists: 'loops', built: ['_site'] }
  },
}

/** Serves the release and puts the lines into every page, with any theme: https://hexo.io/api/injector */
const HEXO = ({ head, body }: { head: string; body: string }) => `'use strict'
// Written by \`inkling init\`; \`inkling remove\` takes it out again.
const { createReadStream, readdirSync } = require('node:fs')
const { join } = require('node:path')

const folder = join(hexo.base_dir, 'inkling')
hexo.extend.generator.register('inkling', () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((file) => ({
      path: 'inkling' + file.slice(folder.length).replace(/\\\\/g, '/'),
      data: () => createReadStream(file),
    })),
)
hexo.extend.injector.register('head_begin', ${head})
${body && `hexo.extend.injector.register('body_begin', ${body})\n`}`

export const hexo: Kind = {
  name: 'hexo',
  title: 'Hexo',
  beats: ['html'],
  found: (site) => (packagesOf(site).has('hexo') ? 'package.json, which has hexo' : undefined),
  setUp(site, base) {
    expectRoot(site, '_config.yml', /^root:[^\S\n]*(?!["']?\/["']?\s*$)\S[^\n]*/m, base)
    return {
      folder: 'inkling',
      address: '/inkling',
      lists: 'framework',
      built: ['public'],
      changes: ({ snippet, file, tag, banner }) => {
        // The injector puts this before the theme's own encoding, which must be among the first 1,024 bytes.
        const head = JSON.stringify(`<meta charset="utf-8">${snippet ?? file}${tag}`)
        const body = banner ? JSON.stringify(`<inkling-consent></inkling-consent>${banner}`) : ''
        return [newFile('scripts/inkling.js', HEXO({ head, body }))]
      },
      notes: [
        'Mark the theme\'s list of posts: data-inkling-list="posts" on the element whose children are the posts.',
      ],
    }
  },
}

const ELEVENTY = ['.eleventy.js', ...['js', 'mjs', 'cjs'].map((end) => `eleventy.config.${end}`)]
/** The start of the function that a configuration exports, with the name of its parameter. */
const CONFIGURE =
  /(?:module\.exports\s*=|export\s+default)\s*(?:async\s+)?(?:function\b\s*\w*\s*\(\s*(\w+)\s*\)|\(?\s*(\w+)\s*\)?\s*=>)\s*\{/g

export const eleventy: Kind = {
  name: 'eleventy',
  title: 'Eleventy',
  beats: ['html', 'vite'],
  found: (site) =>
    firstOf(site, ...ELEVENTY) ??
    (packagesOf(site).has('@11ty/eleventy') ? 'package.json, which has @11ty/eleventy' : undefined),
  setUp(site, base) {
    const config = firstOf(site, ...ELEVENTY)
    expectRoot(site, config, /\bpathPrefix\s*:[^,\n]*/, base)
    const text = config && site.text(config)
    const starts = [...withoutComments(text ?? '').matchAll(CONFIGURE)]
    if (config && (text === undefined || starts.length !== 1))
      throw new ByHand(`init does not find the one function that ${config} exports`, [
        'Add eleventyConfig.addPassthroughCopy("inkling") to it.',
      ])
    const all = filesIn(site, '', '.njk', '.liquid', '.html').filter(
      (path) => !isAside(path) && !path.startsWith('inkling/'),
    )
    const syntaxOf = (path: string) => (path.endsWith('.njk') ? 'nunjucks' : 'liquid')
    const languages = new Set(all.filter((path) => hasHead(site, path)).map(syntaxOf))
    if (languages.size > 1) throw new ByHand('some templates with a <head> are Nunjucks and others Liquid')
    const [syntax] = languages
    if (!syntax) throw new ByHand('no .njk, .liquid or .html template has a <head>')
    const templates = all.filter((path) => syntaxOf(path) === syntax)
    if (syntax === 'liquid' && /htmlTemplateEngine\s*:\s*["']njk/.test(text ?? ''))
      throw new ByHand(`${config} sets htmlTemplateEngine`)
    return {
      folder: 'inkling',
      address: '/inkling',
      templates,
      syntax,
      // The bundle plugin takes inline scripts out of pages.
      movesScripts: /bundleHtmlContentFromSelector/.test(text ?? ''),
      lists: 'loops',
      built: ['_site'],
      changes: () => {
        if (!config || text === undefined) {
          const copies = 'eleventyConfig.addPassthroughCopy("inkling")'
          return [newFile('eleventy.config.cjs', `module.exports = (eleventyConfig) => {\n  ${copies}\n}\n`)]
        }
        const [start] = starts
        const at = start!.index + start![0].length
        const copies = `${endOfLine(text)}\t${start![1] ?? start![2]}.addPassthroughCopy("inkling");`
        return [change(config, text, [{ at, text: copies }])]
      },
    }
  },
}

export const astro: Kind = {
  name: 'astro',
  title: 'Astro',
  beats: ['html', 'vite'],
  found: (site) =>
    configOf(site, 'astro.config') ?? (packagesOf(site).has('astro') ? 'package.json, which has astro' : undefined),
  setUp(site, base) {
    expectRoot(site, configOf(site, 'astro.config'), /\b(?:base|publicDir|srcDir)\s*:[^,\n]*/, base)
    const templates = filesIn(site, 'src/', '.astro').filter((path) => !isAside(path))
    return {
      folder: 'public/inkling',
      address: '/inkling',
      templates,
      syntax: 'astro',
      lists: 'loops',
      built: ['dist'],
    }
  },
}
