/** /proof/: every promise with its test, its figure and the command that repeats it. Static: it needs no script. */

import { masthead, shell } from '../launch/shell.mjs'
import { launchSpeech } from '../launch/speech.mjs'
import { texts as launchTexts } from '../launch/texts.mjs'
import { escapeHtml } from '../templates/html.mjs'
import { drawingsIn } from './drawings.mjs'
import { readFigures } from './figures.mjs'
import { addressOf, folders, proofPath } from './files.mjs'
import { groups, promises } from './promises.mjs'
import { rivals } from './rivals.mjs'
import { fallsShort } from './short.mjs'
import { texts } from './texts.mjs'

/** @returns {ReadonlyArray<readonly [path: string, html: string]>} */
export function proofPages(site) {
  const figures = readFigures()
  return Object.keys(folders).map((language) => [
    `${folders[language]}index.html`,
    proofPage(figures, { ...site, language }),
  ])
}

function proofPage(figures, { language, url }) {
  const words = speechWith(language)
  const { say, plain, pick } = words
  const parts = new Map(
    Object.keys(groups).map((group) => [
      group,
      { title: pick(groups[group]), body: promisesOf(group, figures, words) },
    ]),
  )
  if (figures.rivals) parts.set('rivals', { title: say('rivals'), body: rivals(figures.rivals, words) })
  if (figures.lighthouse) parts.set('people', { title: say('people'), body: lighthouse(figures, words) })
  parts.set('runs', { title: say('runs'), body: runs(figures, words) })
  parts.set('short', { title: say('short'), body: fallsShort(figures, words) })
  const alternates = Object.entries(folders)
    .map(([name, folder]) => `<link rel="alternate" hreflang="${name}" href="${escapeHtml(`${url}/${folder}`)}">\n`)
    .join('')
  const counts = { promises: promises.length, files: new Set(promises.flatMap(({ tests }) => tests)).size }
  return shell(
    {
      title: `${plain('title')} · Inkling`,
      head: `<meta name="description" content="${escapeHtml(plain('description'))}">
${alternates}<link rel="canonical" href="${escapeHtml(url + proofPath(language))}">
`,
      body: `${masthead(language, proofPath)}
<main id="main">
<div class="opening">
<h1>${say('title')}</h1>
<p class="lede">${say('lede', counts)}</p>
<nav class="contents" aria-label="${say('sections')}"><ul>
${[...parts].map(([id, { title }]) => `<li><a href="#${id}">${title}</a></li>`).join('\n')}
</ul></nav>
</div>
${[...parts].map(([id, part]) => section(id, part)).join('\n')}
</main>
<footer class="bottom"><p>${say('licence')}</p></footer>`,
    },
    language,
  )
}

/** The launch page's speech with this page's texts, and the two forms in which numbers are shown. */
export function speechWith(language) {
  const words = launchSpeech(language, { ...launchTexts, ...texts })
  const { say } = words
  const cell = (value, i) => (i ? `<td>${escapeHtml(value)}</td>` : `<th scope="row">${escapeHtml(value)}</th>`)
  return {
    ...words,
    /** @param {string[]} heads keys of texts @param {string[][]} rows whose first cells are headings */
    table: (
      heads,
      rows,
    ) => `<div class="scroll" tabindex="0" role="group" aria-label="${heads.map((key) => say(key)).join(', ')}"><table>
<thead><tr>${heads.map((key) => `<th scope="col">${say(key)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n')}</tbody>
</table></div>`,
    /** @param {Record<string, string>} values by the key of their name */
    facts: (values) =>
      `<dl class="facts">${Object.entries(values)
        .map(([key, value]) => `<div><dd class="big">${escapeHtml(value)}</dd><dt>${say(key)}</dt></div>`)
        .join('')}</dl>`,
  }
}

const section = (id, { title, body }) => `<section class="part" id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<div class="part-body">
${body}
</div>
</section>`

function promisesOf(group, figures, words) {
  const draw = drawingsIn(figures, words)
  const items = promises.filter((each) => each.group === group).map((each) => promise(each, figures, draw, words))
  return `<ul class="promises">${items.join('\n')}</ul>`
}

function promise({ claim, text, figure, tests, from, run }, figures, draw, { say, pick, number }) {
  const { gains, fuzz, intervals, planted } = figures
  const values = {
    quality: {
      gain: number(gains.popularity.value, 3),
      low: number(gains.popularity.low, 3),
      high: number(gains.popularity.high, 3),
    },
    fuzz: { kinds: fuzz.kinds, failed: fuzz.failed, slowest: number(fuzz.slowest, 1) },
    daily: { least: number(intervals.least, 1), most: number(intervals.most, 1) },
    planted: { none: number(planted.none) },
  }[figure]
  const filled = pick(text).replace(/\{(\w+)\}/g, (sign, name) => values?.[name] ?? sign)
  const link = (path) => `<a href="${escapeHtml(addressOf(path))}" lang="en"><code>${escapeHtml(path)}</code></a>`
  const links = (paths) => `<ul>${paths.map((path) => `<li>${link(path)}</li>`).join('')}</ul>`
  return `<li class="promise">
<h3>${pick(claim)}</h3>
<p>${filled}</p>
${figure ? `<div class="figure">${draw[figure]()}</div>` : ''}
<dl class="repeat">
<div><dt>${say('tests')}</dt><dd>${links(tests)}</dd></div>
<div><dt>${say(figure ? 'from' : 'noFigure')}</dt><dd>${links(from)}</dd></div>
<div><dt>${say('run')}</dt><dd><code>${escapeHtml(run)}</code></dd></div>
</dl>
</li>`
}

function lighthouse({ lighthouse: { pages, ...scores } }, { say, facts, number }) {
  const shown = Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, number(score)]))
  return `<h3>${say('lighthouseClaim')}</h3>
<p>${say('lighthouse', { n: pages })}</p>
${facts(shown)}
<dl class="repeat"><div><dt>${say('from')}</dt><dd><a href="${addressOf('docs/proof/lighthouse.md')}" lang="en"><code>docs/proof/lighthouse.md</code></a></dd></div>
<div><dt>${say('run')}</dt><dd><code>npm run build &amp;&amp; node scripts/proof/lighthouse.mjs</code></dd></div></dl>`
}

function runs({ steps, run }, { say, number, table }) {
  const counts = ({ passed, failed, skipped }) => [passed, failed, skipped].map((count) => number(count))
  const rows = steps.map((step) => [step.name, ...counts(step), step.commit.slice(0, 8), step.ended.slice(0, 10)])
  const [passed, failed, skipped] = counts(run)
  return `<p>${say('runsLine', { passed, failed, skipped })}</p>
${table(['step', 'passed', 'failed', 'skipped', 'commit', 'ended'], rows)}
<p><a href="${addressOf('docs/proof/report.md')}" lang="en"><code>docs/proof/report.md</code></a></p>`
}
