// @vitest-environment node
import { afterEach, describe, expect, test } from 'vitest'
import { KINDS } from '../../src/init/kinds/kinds.ts'
import { type Files, Folders, init, LINES, plan, remove, text, treeOf } from './make.ts'

const folders = new Folders()
afterEach(() => folders.remove())

const json = (value: unknown) => JSON.stringify(value)
const packages = (...names: string[]) => json({ dependencies: Object.fromEntries(names.map((name) => [name, '*'])) })
const PAGE =
  '<!doctype html>\n<html lang="en">\n<head>\n  <meta charset="utf-8">\n  <title>T</title>\n</head>\n<body>\n  <main></main>\n</body>\n</html>\n'

interface Row {
  readonly files: Files
  /** The file that gets the lines. */
  readonly changed: string
  /** How the snippet is written there. */
  readonly snippet?: string
  /** What the file must contain besides. */
  readonly has?: readonly string[]
  readonly lists?: number
  readonly release?: string
  /** Files that must not change. */
  readonly untouched?: readonly string[]
}

/** A site of each kind, as its own tools would make it, in small. */
const SITES: Readonly<Record<string, Row>> = {
  html: {
    files: { 'index.html': PAGE, 'dist/index.html': PAGE, 'node_modules/x/index.html': PAGE },
    changed: 'index.html',
    untouched: ['dist/index.html', 'node_modules/x/index.html'],
    release: 'inkling',
  },
  vite: {
    files: {
      'package.json': packages('vite'),
      'index.html': PAGE,
      'public/old.html': PAGE,
      'vite.config.js': 'export default {} // base: none',
    },
    changed: 'index.html',
    untouched: ['public/old.html'],
  },
  angular: {
    files: {
      'angular.json': json({ assets: [{ glob: '**/*', input: 'public' }] }).replace('"input":', '"input": '),
      'src/index.html': PAGE,
    },
    changed: 'src/index.html',
  },
  sveltekit: {
    files: {
      'package.json': packages('@sveltejs/kit', 'vite'),
      'vite.config.ts': 'export default {}',
      'src/app.html': PAGE.replace('<main></main>', '<div style="display: contents">%sveltekit.body%</div>'),
    },
    changed: 'src/app.html',
    release: 'static/inkling',
  },
  hugo: {
    files: {
      'hugo.toml': "baseURL = 'https://paper.example/'\n",
      'public/index.html': PAGE,
      'layouts/_default/baseof.html':
        '<!doctype html>\n<html lang="{{ .Lang }}">\n<head>\n\t{{- partial "head.html" . -}}\n</head>\n<body>{{ block "main" . }}{{ end }}</body>\n</html>\n',
      'layouts/_default/list.html':
        '{{ define "main" }}\n<ul class="stories">\n{{ range .Pages }}\n  <li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>\n{{ end }}\n</ul>\n{{ end }}\n',
      'layouts/partials/menu.html':
        '<nav><ul>{{ range .Site.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav>',
    },
    changed: 'layouts/_default/baseof.html',
    snippet: '<script>{{ readFile "static/inkling/1.2.3/snippet.js" | safeJS }}</script>',
    // The encoding comes from a partial, behind the snippet.
    has: ['<meta charset="utf-8">'],
    lists: 1,
    release: 'static/inkling',
    untouched: ['public/index.html', 'layouts/partials/menu.html'],
  },
  jekyll: {
    files: {
      '_config.yml': 'title: Paper\nbaseurl: "" # none\n',
      '_includes/head.html': '<head>\n  <meta charset="utf-8">\n  {% seo %}\n</head>\n',
      '_layouts/default.html':
        '<!doctype html>\n<html>\n{% include head.html %}\n<body>{{ content }}</body>\n</html>\n',
      '_layouts/home.html':
        '<ul class="post-list">\n{%- for post in site.posts -%}\n<li><h3><a href="{{ post.url }}">{{ post.title }}</a></h3></li>\n{%- endfor -%}\n</ul>\n',
      '_site/index.html': PAGE,
    },
    changed: '_includes/head.html',
    snippet: `{% raw %}${LINES.snippet}{% endraw %}`,
    lists: 1,
    release: 'inkling',
    untouched: ['_site/index.html'],
  },
  hexo: {
    files: { 'package.json': packages('hexo'), '_config.yml': 'root: /\ntheme: landscape\n', 'themes/.gitkeep': '' },
    changed: 'scripts/inkling.js',
    snippet: JSON.stringify(LINES.snippet).slice(1, -1),
    has: ['head_begin', 'body_begin'],
    release: 'inkling',
  },
  eleventy: {
    files: {
      'eleventy.config.js':
        '// module.exports = function (x) {\nexport default async function (eleventyConfig) {\n\televentyConfig.addPlugin(a)\n}\n',
      '_includes/base.njk': PAGE.replace('<main></main>', '{{ content | safe }}'),
      'list.njk':
        '<ol>{% for post in collections.posts | reverse %}<li><a href="{{ post.url }}">{{ post.data.title }}</a></li>{% endfor %}</ol>',
    },
    changed: '_includes/base.njk',
    snippet: `{% raw %}${LINES.snippet}{% endraw %}`,
    lists: 1,
    release: 'inkling',
  },
  astro: {
    files: {
      'astro.config.mjs': 'export default {}',
      'src/layouts/Layout.astro': `---\nconst text = '<head>'\n---\n${PAGE.replace('<main></main>', '<slot />')}`,
    },
    changed: 'src/layouts/Layout.astro',
    snippet: LINES.snippet.replace('<script', '<script is:inline'),
    has: [LINES.tag.replace('<script', '<script is:inline')],
  },
  next: {
    files: {
      'next.config.ts': 'export default {}',
      'app/layout.tsx':
        "import './a.css'\n\nexport default function RootLayout({ children }: Readonly<{ children: React.ReactNode }>) {\n" +
        '  return (\n    <html lang="en" className={`$' +
        "{a} b`}>\n      <body className={a > 1 ? 'x' : ''}>{children}</body>\n    </html>\n  )\n}\n",
    },
    changed: 'app/inkling-page.tsx',
    snippet: JSON.stringify(LINES.snippet.slice('<script>'.length, -'</script>'.length)).slice(1, -1),
    has: ['"crossOrigin":"anonymous"', '"async":true'],
  },
  nuxt: {
    files: {
      'nuxt.config.ts': 'export default defineNuxtConfig({})',
      'tsconfig.json': '{}',
      'app/app.vue': '<template><NuxtPage /></template>',
    },
    changed: 'server/plugins/inkling.ts',
    snippet: JSON.stringify(LINES.snippet).slice(1, -1),
    has: ['render:html', 'bodyPrepend'],
  },
  laravel: {
    files: {
      artisan: '#!/usr/bin/env php\n',
      'vite.config.js': 'export default {}',
      'resources/views/layouts/app.blade.php': `<?php if (1 > 0): ?><!-- <head> --><?php endif ?>\n${PAGE.replace('<main></main>', "@yield('content')")}`,
      'resources/views/emails/welcome.blade.php': PAGE,
      'resources/views/index.blade.php':
        '<ul>\n  @foreach ($posts as $post)\n  <li><a href="{{ $post->url }}">{{ $post->title }}</a></li>\n  @endforeach\n</ul>\n',
    },
    changed: 'resources/views/layouts/app.blade.php',
    snippet: `@verbatim${LINES.snippet}@endverbatim`,
    lists: 1,
    untouched: ['resources/views/emails/welcome.blade.php'],
  },
  ghost: {
    files: {
      'package.json': json({ engines: { ghost: '>=5.0.0' } }),
      'default.hbs': PAGE.replace('<title>T</title>', '{{ghost_head}}').replace('<main></main>', '{{{body}}}'),
      'index.hbs':
        '<div class="feed">{{#foreach posts}}<article><a href="{{url}}">{{title}}</a></article>{{/foreach}}</div>',
    },
    changed: 'default.hbs',
    // Handlebars would take `{{` out of the inline snippet.
    snippet: LINES.file,
    release: 'assets/inkling',
  },
}

describe.each(Object.entries(SITES))(
  'A site of kind %s',
  (name, {
    files,
    changed,
    snippet = LINES.snippet,
    has = [],
    lists = 0,
    release = 'public/inkling',
    untouched = [],
  }) => {
    test('is recognised and set up; remove leaves it as it was.', async () => {
      const folder = folders.make(files)
      const before = treeOf(folder)
      const planned = await init(folder)
      expect(plan(folders.make(files)).kind).toBe(name)
      expect(planned.lists).toBe(lists)
      const now = text(folder, changed)
      expect(now.split(snippet)).toHaveLength(2)
      for (const each of has) expect(now).toContain(each)
      expect(text(folder, `${release}/1.2.3/inkling.js`)).toBe('tag')
      for (const path of untouched) expect(treeOf(folder)[path]).toBe(before[path])
      expect(remove(folder)).toMatchObject({ left: [], cleaned: [] })
      expect(treeOf(folder)).toEqual(before)
    })

    test('uses the banner that it has, or Inkling’s own.', async () => {
      const own = plan(folders.make(files), { consent: 'ours' })
      const all = own.changes.map(({ after }) => after).join('')
      expect(all).toContain('inkling-consent')
      expect(all).toContain('consent-banner.js')
      const tcf = plan(folders.make(files), { consent: 'tcf' })
        .changes.map(({ after }) => after)
        .join('')
      expect(tcf).toMatch(/data-consent\\*"?[=:]\\*"tcf/)
      expect(tcf).not.toContain('consent-banner.js')
    })
  },
)

/** Kinds for which the steps are printed. */
const BY_HAND: Readonly<Record<string, Files>> = {
  docusaurus: { 'docusaurus.config.ts': '' },
  wordpress: { 'style.css': '/*\nTheme Name: Paper\n*/', 'functions.php': '', 'header.php': PAGE },
  drupal: { 'paper.info.yml': 'name: Paper\ntype: theme\n' },
  shopify: { 'layout/theme.liquid': PAGE, 'config/settings_schema.json': '[]' },
  gatsby: { 'gatsby-config.js': '' },
  mkdocs: { 'mkdocs.yml': '' },
  django: { 'manage.py': 'import django' },
  rails: { 'config.ru': '', 'config/application.rb': '' },
  vitepress: { 'package.json': packages('vitepress') },
}

describe('By hand', () => {
  test.each(Object.entries(BY_HAND))('%s is recognised, and nothing is changed.', (name, files) => {
    const folder = folders.make({ ...files, 'index.html': PAGE })
    const before = treeOf(folder)
    const thrown = (() => {
      try {
        plan(folder)
      } catch (cause) {
        return cause as { steps: string[] }
      }
      return undefined
    })()
    expect(KINDS.map((kind) => kind.name)).toContain(name)
    expect(thrown?.steps.length).toBeGreaterThan(0)
    expect(treeOf(folder)).toEqual(before)
  })

  test.each([
    ['a theme that is a gem', { '_config.yml': '', '_posts/a.md': '', 'index.html': '' }, 'the theme is a gem'],
    [
      'a Hugo theme that is a Git submodule',
      { 'hugo.toml': '', 'themes/a/.git': 'gitdir: x', 'themes/a/layouts/baseof.html': PAGE },
      'a Git submodule',
    ],
    [
      'a site below a path',
      { 'vite.config.js': "export default { base: '/docs/' }", 'index.html': PAGE },
      'says where the site is served',
    ],
    ['a baseurl', { '_config.yml': 'baseurl: /blog\n', '_layouts/a.html': PAGE }, 'says where the site is served'],
    [
      'pages that Hugo has made',
      { 'index.html': PAGE.replace('<title>', '<meta name="generator" content="Hugo 0.131.0"><title>') },
      'generated by Hugo',
    ],
    ['two heads', { 'index.html': PAGE + PAGE }, 'exactly one <head>'],
    [
      'a tag that somebody else has put there',
      { 'index.html': PAGE.replace('<title>', `${LINES.tag}<title>`) },
      'has Inkling already',
    ],
    [
      'a configuration whose function is unclear',
      { 'eleventy.config.js': 'module.exports = configure', 'a.njk': PAGE },
      'does not find the one function',
    ],
    [
      'a layout without <html>',
      { 'next.config.js': '', 'app/layout.js': 'export default ({ children }) => <Shell>{children}</Shell>' },
      'one <html> and one <body>',
    ],
    ['a site made by webpack', { 'package.json': packages('webpack'), 'index.html': PAGE }, 'package.json has webpack'],
  ])('%s: nothing is changed, and the reason is told.', (_, files, why) => {
    expect(() => plan(folders.make(files as unknown as Files))).toThrow(why)
  })

  test('An address that is given is taken, whatever the configuration says.', () => {
    const folder = folders.make({ 'vite.config.js': "export default { base: '/docs/' }", 'index.html': PAGE })
    expect(plan(folder, { base: '/docs/inkling' }).changes).toHaveLength(1)
  })
})

describe('Which kind', () => {
  test('If two kinds fit, both are named, and one must be chosen.', () => {
    const folder = folders.make({ 'hugo.toml': '', 'layouts/baseof.html': PAGE, 'next.config.js': '' })
    expect(() => plan(folder)).toThrow('--kind hugo or --kind next')
    expect(plan(folder, { kind: 'hugo' }).kind).toBe('hugo')
    expect(() => plan(folder, { kind: 'hogo' })).toThrow('--kind hugo')
  })

  test('An empty folder is no site.', () => {
    expect(() => plan(folders.make())).toThrow('does not recognise')
  })

  test('A package.json that isn’t JSON, or that names everything, doesn’t mislead.', () => {
    expect(plan(folders.make({ 'package.json': '{', 'index.html': PAGE })).kind).toBe('html')
    expect(
      plan(folders.make({ 'package.json': '{"dependencies":null,"devDependencies":7}', 'index.html': PAGE })).kind,
    ).toBe('html')
  })
})

test('Eleventy: if a plugin takes inline scripts out of pages, the snippet is a file.', () => {
  const config =
    'export default function (eleventyConfig) {\n  eleventyConfig.addBundle("js", { bundleHtmlContentFromSelector: "script" })\n}\n'
  const { changes } = plan(folders.make({ 'eleventy.config.js': config, 'base.njk': PAGE }))
  const { after } = changes.find(({ path }) => path === 'base.njk')!
  expect([after.includes(LINES.file), after.includes(LINES.snippet)]).toEqual([true, false])
})

test('Hugo: the lines go into the theme, and the list into the site’s own layout.', () => {
  const list = '<ul>{{ range site.RegularPages }}<li><a href="{{ .Permalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
  const files = { 'hugo.toml': '', 'layouts/index.html': list, 'themes/paper/layouts/_default/baseof.html': PAGE }
  const { changes, lists } = plan(folders.make(files))
  expect(changes.map(({ path }) => path)).toEqual(['layouts/index.html', 'themes/paper/layouts/_default/baseof.html'])
  expect(lists).toBe(1)
  expect(() => plan(folders.make({ ...files, 'themes/other/layouts/baseof.html': PAGE }))).toThrow('several themes')
})

describe('Consent', () => {
  const withHead = (markup: string) => folders.make({ 'index.html': PAGE.replace('<title>', `${markup}<title>`) })
  test.each([
    ['<script>window.__tcfapi = function () {}</script>', 'tcf'],
    ['<script>window.__gpp = function () {}</script>', 'gpp'],
    ["<script>gtag('consent', 'default', {})</script>", 'google'],
    ['<script src="https://consent.cookiebot.com/uc.js" data-framework="TCFv2.2"></script>', 'tcf'],
    ['<script src="https://consent.cookiebot.com/uc.js"></script>', undefined],
    ['<script src="/wp-content/plugins/wp-consent-api/wp-consent-api.js"></script>', undefined],
  ])('%s: data-consent is %s, and there is no second banner.', (markup, source) => {
    const { changes, consent, byHand } = plan(withHead(markup))
    expect(consent).toMatchObject({ source, own: false })
    expect(changes[0]!.after.includes('inkling-consent')).toBe(false)
    expect(changes[0]!.after.includes(`data-consent="${source}"`)).toBe(source !== undefined)
    if (source !== 'gpp') expect(byHand.join()).toMatch(/consent/)
  })

  test('Two platforms: one must be chosen.', () => {
    expect(() => plan(withHead('<script>__tcfapi;__gpp</script>'))).toThrow('--consent gpp')
    expect(() => plan(withHead(''), { consent: 'toString' })).toThrow('--consent takes')
  })
})

const ITEMS = ['one', 'two', 'three', 'four', 'five', 'six']
  .map((word) => `<li><a href="/${word}">A headline of some length, number ${word}</a></li>`)
  .join('')

describe('Lists', () => {
  test.each([
    ['a list', `<ul class="news">${ITEMS}</ul>`, ' data-inkling-list="news"'],
    ['a list with an id', `<section><ol\n id="top">${ITEMS}</ol></section>`, ' data-inkling-list="top"'],
    ['a menu', `<nav><ul>${ITEMS}</ul></nav>`, undefined],
    ['a list with something else in it', `<ul>${ITEMS}<li>Advertisement</li></ul>`, undefined],
    ['a list in a comment', `<!-- <ul>${ITEMS}</ul> -->`, undefined],
    ['a short list', '<ul><li><a href="/a">A headline of some length, number one</a></li></ul>', undefined],
  ])('%s', (_, markup, mark) => {
    const { changes, lists } = plan(folders.make({ 'index.html': PAGE.replace('<main></main>', markup) }))
    expect(lists).toBe(mark ? 1 : 0)
    if (mark) expect(changes[0]!.after).toMatch(new RegExp(`<[uo]l${mark}`))
    else expect(changes[0]!.after).not.toContain('data-inkling-list')
  })

  test.each([
    [
      'a loop with two elements',
      '<ul>{% for post in site.posts %}<li><a href="x">y</a></li><li></li>{% endfor %}</ul>',
    ],
    [
      'something beside the loop',
      '<ul><li>Latest</li>{% for post in site.posts %}<li><a href="x">y</a></li>{% endfor %}</ul>',
    ],
    [
      'a loop in a loop',
      '<ul>{% for post in site.posts %}<li>{% for tag in post.tags %}<a href="x">y</a>{% endfor %}</li>{% endfor %}</ul>',
    ],
    [
      'a loop in a menu',
      '<header><ul>{% for post in site.posts %}<li><a href="x">y</a></li>{% endfor %}</ul></header>',
    ],
    ['a loop over something else', '<ul>{% for tag in site.tags %}<li><a href="x">y</a></li>{% endfor %}</ul>'],
    ['a numbered list', '<ol reversed>{% for post in site.posts %}<li><a href="x">y</a></li>{% endfor %}</ol>'],
    ['a table', '<table>{% for post in site.posts %}<tr><td><a href="x">y</a></td></tr>{% endfor %}</table>'],
  ])('%s is not marked.', (_, markup) => {
    const files = { '_config.yml': '', '_layouts/default.html': PAGE, '_layouts/home.html': markup }
    const { lists, changes } = plan(folders.make(files))
    expect(lists).toBe(0)
    expect(changes.map(({ path }) => path)).toEqual(['_layouts/default.html'])
  })
})
