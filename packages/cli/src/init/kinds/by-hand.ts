/** Kinds that are recognised, but that `init` doesn't change. It prints the steps instead. */
import type { Site } from '../site.ts'
import { ByHand, byConfig, configOf, firstOf, type Kind, packagesOf } from './kind.ts'

const kind = (
  name: string,
  title: string,
  why: string,
  found: (site: Site) => string | undefined,
  steps: readonly string[],
  beats: readonly string[] = ['html', 'vite'],
): Kind => ({
  name,
  title,
  beats,
  found,
  setUp: () => {
    throw new ByHand(why, steps)
  },
})

const text = (site: Site, path: string, pattern: RegExp) => (pattern.test(site.text(path) ?? '') ? path : undefined)
const copy = (folder: string, base = '/inkling') =>
  `Run npx --no inkling copy ${folder} --base ${base}, which prints two lines.`

export const BY_HAND: readonly Kind[] = [
  kind(
    'docusaurus',
    'Docusaurus',
    "its head is made from JavaScript, which init doesn't rewrite",
    (site) => byConfig(site, 'docusaurus.config', '@docusaurus/core'),
    [
      copy('static/inkling'),
      "Add both lines to headTags in docusaurus.config: { tagName: 'script', attributes: {}, innerHTML: '…' } for the first, with the code between its tags, and { tagName: 'script', attributes: { async: 'true', src: '…', integrity: '…', crossorigin: 'anonymous', 'data-model': '…' } } for the second.",
      'React renders the pages, so lists need createRankedList: see docs/frameworks.md.',
    ],
  ),
  kind(
    'wordpress',
    'a WordPress theme',
    'the theme may be updated, which would undo a change',
    (site) => text(site, 'style.css', /^[\s*]*Theme Name:/m),
    [
      copy('inkling', '/wp-content/themes/NAME/inkling'),
      'In a child theme, print both lines at priority 0 of the action wp_head: add_action("wp_head", …, 0) in functions.php.',
      'Mark the element whose children are the posts with data-inkling-list="posts".',
      'With the WP Consent API, call inkling.push(["consent", { content: wp_has_consent("preferences"), creatives: wp_has_consent("marketing") }]) when the choice changes.',
    ],
  ),
  kind(
    'drupal',
    'a Drupal theme',
    'html.html.twig may be in a base theme, and Drupal caches it',
    (site) =>
      site.files.find((path) => /^[a-z]\w*\.info\.yml$/.test(path) && /^type:\s*theme/m.test(site.text(path) ?? '')),
    [
      copy('inkling', '/themes/custom/NAME/inkling'),
      'Copy html.html.twig of the base theme to templates/layout/ if there is none, and put both lines after <head>, the first between {% verbatim %} and {% endverbatim %}.',
      'Run drush cache:rebuild.',
    ],
  ),
  kind(
    'shopify',
    'a Shopify theme',
    "a theme's assets are in one folder and may not have the types of the models",
    (site) => (site.has('layout/theme.liquid') ? firstOf(site, 'config/settings_schema.json') : undefined),
    [
      'Host the release on a server of yours that allows requests from the shop (CORS): npx --no inkling copy FOLDER --base https://HOST/inkling.',
      'Put both printed lines after <head> in layout/theme.liquid, the first between {% raw %} and {% endraw %}.',
    ],
  ),
  kind('gatsby', 'Gatsby', 'its head is made by JavaScript', (site) => byConfig(site, 'gatsby-config', 'gatsby'), [
    copy('static/inkling'),
    'In gatsby-ssr, add both scripts with setHeadComponents in onRenderBody.',
    'React renders the pages, so lists need createRankedList: see docs/frameworks.md.',
  ]),
  kind('mkdocs', 'MkDocs', 'its theme is a Python package', (site) => firstOf(site, 'mkdocs.yml'), [
    copy('docs/inkling'),
    'Set theme.custom_dir, and put both lines into the block extrahead of main.html there, the first between {% raw %} and {% endraw %}.',
  ]),
  kind('django', 'Django', 'static files and templates may be anywhere', (site) => text(site, 'manage.py', /django/i), [
    copy('static/inkling', '/static/inkling'),
    'Put both lines after <head> in the base template, the first between {% verbatim %} and {% endverbatim %}.',
  ]),
  kind(
    'rails',
    'Ruby on Rails',
    'its head is made by helpers, and its policy needs the snippet’s hash',
    (site) => (site.has('config.ru') ? firstOf(site, 'config/application.rb') : undefined),
    [copy('public/inkling'), 'Put both lines after <head> in app/views/layouts/application.html.erb.'],
  ),
  kind(
    'vitepress',
    'VitePress',
    'its head is made from JavaScript, and Vue renders the pages',
    (site) =>
      packagesOf(site).has('vitepress') ? 'package.json, which has vitepress' : configOf(site, '.vitepress/config'),
    [
      copy('public/inkling'),
      "Add both scripts to head in .vitepress/config: ['script', {}, '…'] and ['script', { async: '', src: '…' }].",
    ],
  ),
]
