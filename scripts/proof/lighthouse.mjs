/**
 * Scores each kind of page of the demo, its shop and its documents with Lighthouse, and writes docs/proof/lighthouse.md.
 *
 *   npm run docs && SITE_URL=https://inkling.example npm run build && node scripts/proof/lighthouse.mjs [PATH …]
 *
 * With paths, prints only their scores and the audits that cost points. Lighthouse isn't a dependency, because it would
 * add 150 packages to every `npm ci`: npx fetches it. Performance isn't scored, because it depends on the machine.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer } from '../../packages/demo/serve.mjs'
import { BROWSER_ARGS, ensureBrowser } from '../browser.mjs'

/** The last one for Node 20. */
const VERSION = '12.8.2'
const CATEGORIES = { accessibility: 'accessibility', 'best-practices': 'best practices', seo: 'SEO' }
/** Lowest score that each page should reach in each category. */
const GOAL = 95
const MINUTES = 5
/** Pages that are scored at a time. Without speed, they don't disturb each other. */
const ABREAST = 2
/** Milliseconds until a page counts as loaded, even if the machine is busy. */
const LOADED = 15_000

/** Kinds of pages, each in English and in Russian where there are two. */
const PAGES = {
  'launch page': ['/', '/ru/'],
  proof: ['/proof/', '/ru/proof/'],
  'two readers': ['/compare/', '/ru/compare/'],
  'try your page': ['/try/', '/ru/try/'],
  'magazine: front page': ['/magazine/', '/magazine/ru/'],
  'magazine: story': ['/magazine/space/voyager-beyond-the-heliosphere.html', '/magazine/ru/space/venus-long-day.html'],
  'magazine: section': ['/magazine/space/', '/magazine/ru/space/'],
  'magazine: reader’s page': ['/magazine/you.html', '/magazine/ru/you.html'],
  'magazine: how it works': ['/magazine/about.html', '/magazine/ru/about.html'],
  'magazine: campaigns': ['/magazine/campaigns.html', '/magazine/ru/campaigns.html'],
  'magazine: measurement': ['/magazine/measure/', '/magazine/ru/measure/'],
  'shop: front page': ['/shop/', '/shop/ru/'],
  'shop: category': ['/shop/tea/', '/shop/ru/tea/'],
  'shop: product': ['/shop/tea/moka-pot/', '/shop/ru/tea/moka-pot/'],
  'documents: start': ['/docs/'],
  'documents: quick start': ['/docs/quick-start.html'],
}

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const site = join(root, 'packages/demo/public')
const asked = process.argv.slice(2)

if (!/rel="canonical" href="https?:/.test(readPage('index.html'))) {
  console.error(
    'packages/demo/public has no absolute addresses: build it with SITE_URL=https://inkling.example npm run build',
  )
  process.exit(1)
}
const server = createServer()
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${server.address().port}`
const scratch = mkdtempSync(join(tmpdir(), 'inkling-lighthouse-'))

try {
  const all = asked.length
    ? asked.map((path) => ['asked', path])
    : Object.entries(PAGES).flatMap(([kind, paths]) => paths.map((path) => [kind, path]))
  const rows = []
  const waiting = all.entries()
  await Promise.all(Array.from({ length: ABREAST }, () => scoreNext(waiting, rows)))
  const inOrder = all.map(([, path]) => rows.find((row) => row.path === path))
  if (!asked.length) write(inOrder)
  if (rows.some(({ scores }) => Object.values(scores).some((each) => each < GOAL))) process.exitCode = 1
} finally {
  server.closeAllConnections()
  server.close()
  rmSync(scratch, { recursive: true, force: true })
}

function readPage(path) {
  const file = join(site, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** Takes one page after another, and says each score at once. */
async function scoreNext(waiting, rows) {
  for (const [, [kind, path]] of waiting) {
    const row = { kind, path, ...(await score(path)) }
    rows.push(row)
    console.log(`${path}: ${Object.values(row.scores).join(', ')}${row.costs.map((cost) => `\n  ${cost}`).join('')}`)
  }
}

/** @returns scores by category, and the audits that cost points */
async function score(path) {
  const report = join(scratch, `${encodeURIComponent(path)}.json`)
  await run('npx', [
    '--yes',
    `lighthouse@${VERSION}`,
    origin + path,
    '--quiet',
    '--output=json',
    `--output-path=${report}`,
    `--max-wait-for-load=${LOADED}`,
    `--only-categories=${Object.keys(CATEGORIES).join(',')}`,
    `--chrome-flags=--headless=new ${BROWSER_ARGS.join(' ')}`,
  ])
  const { categories, audits, runtimeError } = JSON.parse(readFileSync(report, 'utf8'))
  if (runtimeError) throw new Error(`${path}: ${runtimeError.message}`)
  const scores = Object.keys(CATEGORIES).map((id) => [CATEGORIES[id], Math.round(100 * categories[id].score)])
  const costly = Object.keys(CATEGORIES).flatMap((id) =>
    categories[id].auditRefs.filter((ref) => ref.weight > 0 && (audits[ref.id].score ?? 1) < 1).map((ref) => ref.id),
  )
  return { scores: Object.fromEntries(scores), costs: costly.map((id) => `${id}: ${detail(audits[id])}`) }
}

const detail = ({ title, explanation, details }) =>
  [title, explanation, ...(details?.items ?? []).slice(0, 3).map((item) => item.node?.snippet ?? JSON.stringify(item))]
    .filter(Boolean)
    .join(' · ')

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: 60_000 * MINUTES,
      env: { ...process.env, CHROME_PATH: ensureBrowser() },
    })
    child.on('error', reject)
    child.on('exit', (code) => (code ? reject(new Error(`${args[1]} ended with ${code}`)) : resolve()))
  })
}

function write(rows) {
  const names = Object.values(CATEGORIES)
  const lines = rows.map(
    ({ kind, path, scores }) => `| \`${path}\` | ${kind} | ${names.map((name) => scores[name]).join(' | ')} |`,
  )
  const costs = [
    ...new Set(rows.flatMap(({ path, costs }) => costs.map((cost) => `- \`${path}\`: ${cost.split(' · ')[0]}`))),
  ]
  const text = `# Lighthouse

Lighthouse ${VERSION} scored each kind of page, in English and Russian, on a server that sends the headers of the demo's. The goal is ${GOAL} in
each category. Performance isn't scored, because it depends on the machine. This page is written by \`node scripts/proof/lighthouse.mjs\`.

| page | kind | ${names.join(' | ')} |
|---|---|${names.map(() => '--:|').join('')}
${lines.join('\n')}

## Audits that cost points

${costs.join('\n') || 'None.'}
`
  writeFileSync(join(root, 'docs/proof/lighthouse.md'), text)
}
