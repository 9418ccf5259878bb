import { join } from 'node:path'
import llmstxt from 'vitepress-plugin-llms'
import { sitePaths } from '../site/links.mjs'
import { emptyHeaders, liveLists, plainHtml } from '../site/markdown.mjs'
import { groups, sidebars, TRANSLATED } from '../site/navigation.mjs'
import { base, pageOf, root } from '../site/pages.mjs'
import { slug } from '../site/slug.mjs'
import { russian, russianSearch } from './russian.mjs'
import { KEYWORDS } from './theme/search.mjs'

/** llms.txt, and each page's Markdown at the same address with `.md`. */
const TWINS = {
  sidebar: groups(),
  generateLLMsFullTxt: false,
  injectLLMHint: false,
  stripHTML: false,
  excludeUnnecessaryFiles: false,
  excludeIndexPage: false,
}

/** @type {import('vitepress').UserConfig} */
export default {
  // Pages come from docs/, models/ and the root. They are read where they are.
  srcDir: root,
  srcExclude: [
    'README.md',
    '{.changeset,.stryker-tmp,licences,scripts,test-results}/**',
    'models/training/*/**',
    'packages/{cli,demo,demo-films,demo-shop,elements,guides,measure}/**',
    'packages/sdk/{README.md,*/**}',
  ],
  rewrites: (file) => pageOf(file) ?? file,
  outDir: join(root, 'packages/docs/dist'),
  cacheDir: join(root, 'packages/docs/.vitepress/cache'),
  base,
  lang: 'en-GB',
  title: 'Inkling',
  description:
    'Documentation of Inkling: personalisation that runs in the reader’s browser and sends nothing about the reader.',
  locales: { root: { label: 'English', lang: 'en-GB' }, ru: russian },
  head: [['link', { rel: 'icon', href: `${base}icon.svg`, type: 'image/svg+xml' }]],
  // A policy can list the inline scripts that remain, because they are the same on every page.
  metaChunk: true,
  // These aren't pages. A test looks for them.
  ignoreDeadLinks: [/^\/files\//],
  markdown: {
    anchor: { slugify: slug },
    headers: { slugify: slug },
    // Others lack contrast, for example in comments.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-default' },
    config: (md) => md.use(plainHtml).use(emptyHeaders).use(liveLists),
  },
  vite: { plugins: [sitePaths(), llmstxt(TWINS)] },
  themeConfig: {
    siteTitle: 'Inkling',
    // Only some pages are in Russian. Those have a link of their own (Layout.vue).
    i18nRouting: false,
    translated: TRANSLATED,
    nav: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'Options', link: '/options' },
      { text: 'API', link: '/api' },
      { text: 'Troubleshooting', link: '/troubleshooting' },
      { text: 'Publishers', link: '/publishers' },
    ],
    sidebar: sidebars(),
    outline: [2, 3],
    // theme/search.mjs has the settings, because functions in this file would need 'unsafe-eval' in the browser.
    search: {
      provider: 'local',
      options: { detailedView: false, miniSearch: {}, locales: { ru: russianSearch }, _render: renderForSearch },
    },
  },
}

/** A page as the index reads it: with its keywords at the end of its introduction. */
function renderForSearch(text, env, md) {
  const html = md.render(text, env)
  const keywords = KEYWORDS[pageOf(env.relativePath)?.replace(/\.md$/, '')]
  return keywords ? html.replace('</h1>', `</h1><p>${keywords}</p>`) : html
}
