/**
 * Builds the launch page and the magazine: content + templates + illustrations + the SDK -> public/.
 *
 *   node build.mjs                 everything
 *   node build.mjs --without-sdk   without the two lines of the SDK, for working on the pages only
 *   node build.mjs --check         builds nothing, and only checks that the content is complete
 *
 * SITE_URL (e.g. https://example.org) makes canonical addresses absolute.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildFilms } from '../demo-films/build.mjs'
import { buildShop } from '../demo-shop/build.mjs'
import { campaigns, campaignsFile, pictures } from './src/campaigns.mjs'
import { checkContent } from './src/check.mjs'
import { readContent, refuseDoubles } from './src/content.mjs'
import { copyDocs } from './src/docs.mjs'
import { editions, magazine } from './src/editions.mjs'
import { illustrate } from './src/illustration.mjs'
import { launchAssets, launchPages } from './src/launch/launch.mjs'
import { offlineFiles, serviceWorker } from './src/offline/files.mjs'
import { interleave, pickBrief, pickWorld, readNext } from './src/order.mjs'
import { promotions } from './src/promotions.mjs'
import { proofFiles } from './src/proof/files.mjs'
import { proofPages } from './src/proof/page.mjs'
import { writeReports } from './src/reports.mjs'
import { copySdk } from './src/sdk.mjs'
import { inlineHashes, securityHeaders } from './src/security.mjs'
import { about } from './src/templates/about.mjs'
import { article } from './src/templates/article.mjs'
import { brief } from './src/templates/brief.mjs'
import { campaignsPage, gravePage } from './src/templates/campaigns.mjs'
import { home } from './src/templates/home.mjs'
import { measurePage, readerPage } from './src/templates/measure.mjs'
import { missing } from './src/templates/missing.mjs'
import { section } from './src/templates/section.mjs'
import { world } from './src/templates/world.mjs'
import { you } from './src/templates/you.mjs'
import { topicNames } from './src/topics.mjs'
import { tryPages } from './src/try/pages.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const cli = join(here, '../sdk/dist/cli.js')
const out = join(here, 'public')
/** The campaign that is switched off on the kill-switch page. */
const SWITCHED_OFF = 'rail'
const styles = [
  'tokens',
  'base',
  'masthead',
  'offer',
  'cards',
  'hero',
  'article',
  'plain',
  'campaigns',
  'measure',
  'banner',
  'guide',
  'drawer',
  'print',
]

try {
  const stories = new Map(
    Object.values(editions).map((edition) => [edition.language, readContent(join(here, edition.content), edition)]),
  )
  refuseDoubles([...stories.values()].flat())
  if (process.argv.includes('--check')) checkContent([...stories.values()].flat())
  else await build(stories)
} catch (error) {
  console.error(`build: ${error.message}`)
  process.exitCode = 1
}

/** @param {Map<string, Array<Article>>} stories by language */
async function build(stories) {
  for (const [language, articles] of stories) {
    if (!articles.length) throw new Error(`${editions[language].content}/ holds no article`)
  }
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })

  const site = {
    sdk: takeSdk(),
    early: withoutComment(readFileSync(join(here, 'src/client/early.js'), 'utf8')),
    url: (process.env.SITE_URL ?? '').replace(/\/$/, ''),
  }
  const orders = new Map([...stories].map(([language, articles]) => [language, interleave(articles)]))
  const pages = launchPages(orders, site)
  for (const { language, root } of Object.values(editions)) {
    const edition = { ...site, language, edition: stories.get(language)[0].published }
    for (const [path, html] of pagesOf(edition, stories.get(language), orders))
      pages.set(`${root}/${path}`.slice(1), html)
  }
  for (const [path, html] of [...tryPages(site, orders.get('en')), ...proofPages(site)]) pages.set(path, html)

  const hashes = copyDocs(join(out, 'docs'), site.sdk?.printedTag)
  for (const [path, html] of pages) {
    for (const hash of inlineHashes(html)) hashes.add(hash)
    write(path, html)
  }
  write('headers.json', `${JSON.stringify(securityHeaders(hashes), null, 2)}\n`)

  writeAssets()
  for (const [path, file] of proofFiles()) write(path, file)
  buildShop({ out: join(out, 'shop'), snippet: site.sdk?.snippet, url: site.url })
  await buildFilms({ out: join(out, 'films'), snippet: site.sdk?.snippet, url: site.url })
  if (site.sdk) writeReports({ cli, out })
  const articles = [...stories.values()].flat()
  for (const one of articles) write(one.art.slice(1), illustrate(one))
  for (const { name, art } of promotions) {
    write(`assets/art/promo/${name}.svg`, illustrate({ topic: art[0], slug: `promo-${name}`, variant: art[1] }))
  }
  for (const { id: name = '', name: named = name, art } of [...campaigns, ...pictures])
    write(
      `assets/art/campaigns/${named}.svg`,
      illustrate({ topic: art[0], slug: `campaign-${named}`, variant: art[1] }),
    )
  write(`${magazine}/campaigns.json`, `${JSON.stringify(campaignsFile(), null, 2)}\n`)
  write(`${magazine}/campaigns-off.json`, `${JSON.stringify(campaignsFile(SWITCHED_OFF), null, 2)}\n`)
  const offline = offlineFiles(out)
  write(`${magazine}/service-worker.js`, serviceWorker(offline))
  write(`${magazine}/offline.json`, JSON.stringify(offline))
  console.log(`build: ${pages.size} pages, ${articles.length} articles in ${stories.size} languages -> ${out}`)
}

/** @returns {Map<string, string>} an edition's pages by their paths in it */
function pagesOf(site, articles, orders) {
  const order = orders.get(site.language)
  const other = orders.get(site.language === 'ru' ? 'en' : 'ru')
  const topics = topicNames.filter((topic) => articles.some((a) => a.topic === topic))

  const pages = new Map([
    ['index.html', home({ articles: order, promotions }, site)],
    ['world/index.html', world({ articles: pickWorld(order, other) }, site)],
    ['brief.html', brief({ articles: pickBrief(order) }, site)],
    ['about.html', about(site)],
    ['you.html', you(site)],
    ['campaigns-grave.html', gravePage(site)],
    ['campaigns.html', campaignsPage({ path: '/campaigns.html' }, site)],
    [
      'campaigns-off.html',
      campaignsPage({ path: '/campaigns-off.html', off: SWITCHED_OFF }, withFile(site, 'campaigns-off.json')),
    ],
    ['measure/index.html', measurePage(site)],
    ['measure/reader.html', readerPage({ articles: order }, site)],
    ['404.html', missing(site)],
  ])
  for (const topic of topics) {
    pages.set(`${topic}/index.html`, section({ topic, articles: articles.filter((a) => a.topic === topic) }, site))
  }
  for (const one of articles) {
    pages.set(`${one.topic}/${one.slug}.html`, article({ article: one, next: readNext(one, articles) }, site))
  }
  return pages
}

/** The same site with a campaign switched off by its publisher. */
function withFile(site, file) {
  return { ...site, ...(site.sdk && { sdk: { ...site.sdk, tag: site.sdk.tag.replace('campaigns.json', file) } }) }
}

function takeSdk() {
  if (process.argv.includes('--without-sdk')) {
    console.warn('build: without the SDK, as asked: the pages keep the editors’ order')
    return undefined
  }
  const sdk = copySdk({ cli, into: join(out, 'inkling'), base: '/inkling' })
  if (!sdk) console.warn(`build: ${cli} is not there yet (npm run build --workspace inkling): pages without the SDK`)
  const tagWith = (attributes) => sdk.tag.replace('></script>', ` ${attributes}></script>`)
  return (
    sdk && {
      ...sdk,
      printedTag: sdk.tag,
      // Every page needs these attributes, because each page prepares the choice for the next one.
      tag: tagWith(`data-campaigns="${magazine}/campaigns.json" data-elements="why,profile"`),
      // For frames that show a persona, wherever the magazine is served. The table is enough; loading two transformers
      // would take too long.
      frameTag: tagWith('data-preview="always" data-download="never"'),
      // Ranks for the launch page, without a model. Stories that the visitor has clicked aren't moved down, so that
      // they can be clicked again.
      rankTag: tagWith('data-preview="always" data-table="never" data-download="never" data-demote-read="false"'),
    }
  )
}

function writeAssets() {
  const css = styles.map((name) => readFileSync(join(here, `src/styles/${name}.css`), 'utf8')).join('\n')
  write('assets/marginalia.css', css)
  for (const [path, file] of launchAssets()) write(path, file)
  write('assets/icon.svg', readFileSync(join(here, 'src/icon.svg'), 'utf8'))
  for (const name of readdirSync(join(here, 'src/client'))) {
    if (name !== 'early.js') cpSync(join(here, 'src/client', name), prepare(`assets/client/${name}`))
  }
  const tokens = readFileSync(join(here, 'src/styles/tokens.css'), 'utf8')
  write('assets/try/try.css', tokens + readFileSync(join(here, 'src/try/try.css'), 'utf8'))
  cpSync(join(here, 'src/try/frame.css'), prepare('assets/try/frame.css'))
  cpSync(join(here, 'src/try/client'), prepare('assets/try/client'), { recursive: true })
  cpSync(join(here, 'src/try/words.mjs'), prepare('assets/try/words.js'))
  // The page and the build share these texts.
  cpSync(join(here, 'src/words.mjs'), prepare('assets/client/words.js'))
  cpSync(join(here, 'src/topics.mjs'), prepare('assets/client/topics.js'))
  cpSync(join(here, 'src/editions.mjs'), prepare('assets/client/editions.js'))
}

/** early.js is inlined into every page, without its header comment. */
function withoutComment(code) {
  return code.replace(/^\/\*[\s\S]*?\*\//, '').trim()
}

function write(path, text) {
  writeFileSync(prepare(path), text)
}

function prepare(path) {
  const file = join(out, path)
  if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true })
  return file
}
