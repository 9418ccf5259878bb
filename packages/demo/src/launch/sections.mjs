/** Everything on the launch page below the live front page. */

import { readFigures, version } from '../proof/figures.mjs'
import { addressOf, proofPath } from '../proof/files.mjs'
import { escapeHtml } from '../templates/html.mjs'
import { bars, intervals } from './drawings.mjs'
import { elsewhere } from './elsewhere.mjs'
import { film } from './film.mjs'
import { homes, launchSpeech } from './speech.mjs'
import { comparison, lists } from './statements.mjs'

const COMMANDS = [`npm install --save-dev ./inkling-${version}.tgz`, 'npx --no inkling copy public/inkling']

/** Files that the proof's figures come from, under docs/ or in the repository. */
const FILES = {
  quality: 'models/ranker-ranklens/README.md',
  variety: 'docs/proof/bubble.md',
  faults: 'docs/proof/promises.md',
  pages: 'docs/proof/pages.md',
  run: 'docs/proof/report.md',
}

export function sections({ language }) {
  const words = launchSpeech(language)
  const parts = {
    film,
    install,
    weight,
    uses: cards,
    privacy: cards,
    proof: figures,
    comparison: table,
    notFor: cards,
    read,
  }
  return Object.entries(parts)
    .map(([name, part]) => [name, part(words, name)])
    .filter(([, body]) => body)
    .map(([name, body]) => section(name, body, words))
    .join('\n')
}

function section(name, body, { say }) {
  return `<section class="part part-${name}" id="${name}" aria-labelledby="${name}-title">
<h2 id="${name}-title">${say(name)}</h2>
<div class="part-body">
${body}
</div>
</section>`
}

const code = (text) => `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>`

function install({ say, pick }) {
  const steps = lists.steps.map(
    ({ text, code: lines }) => `<li><p>${pick(text)}</p>${lines ? code(lines.replace('{version}', version)) : ''}</li>`,
  )
  return `<p>${say('installLine')}</p>
<div class="command">${code(COMMANDS.join('\n'))}
<button class="copy" type="button" data-copy>${say('copy')}</button></div>
<h3>${say('steps')}</h3>
<ol class="steps">${steps.join('\n')}</ol>`
}

function weight({ say, number }) {
  const size = (bytes) =>
    bytes < 1e6 ? say('kilobytes', { n: number(bytes / 1000, 1) }) : say('megabytes', { n: number(bytes / 1e6, 2) })
  const rows = readFigures().visits.map(
    ({ scripts, budget }, i) =>
      `<tr><th scope="row">${say(`visit_${i}`)}</th><td>${size(scripts)}</td><td>${say('weightBudget')} ${size(budget)}</td></tr>`,
  )
  const heads = ['weightVisit', 'weightScripts', 'weightAll'].map((key) => `<th scope="col">${say(key)}</th>`)
  return `<p>${say('weightLine')}</p>
<div class="scroll" tabindex="0" role="group" aria-labelledby="weight-title"><table>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>${rows.join('\n')}
<tr><th scope="row">${say('visit_later')}</th><td>0</td><td>0</td></tr></tbody>
</table></div>`
}

function cards({ pick }, name) {
  const card = ({ heading, text }) => `<li>${heading ? `<h3>${pick(heading)}</h3>` : ''}<p>${pick(text)}</p></li>`
  return `<ul class="cards">${lists[name].map(card).join('\n')}</ul>`
}

function figures({ say, plain, number, language }) {
  const { quality, variety, faults, pages, run } = readFigures()
  const all = ({ passed, failed, skipped }) => ({ passed: number(passed), of: number(passed + failed + skipped) })
  const own = [
    ['popularity', quality.popularity],
    ['inkling', quality['inkling-default']],
  ].map(([name, values]) => ({ name: plain(name), ...values }))
  const drawn = {
    quality: intervals(own, { ends: [0.57, 0.62], show: (value) => number(value, 3) }),
    variety: bars(
      [
        { name: plain('editorsOrder'), value: variety.editors[1] },
        { name: plain('inkling'), value: variety.inkling[1] },
      ],
      { most: 1, show: (value) => `${number(100 * value)} %` },
    ),
  }
  const counted = {
    faults: all(faults),
    pages: all(pages),
    run: { passed: number(run.passed), failed: number(run.failed) },
  }
  const figure = (name) => {
    const picture = drawn[name] ?? `<p class="big" aria-hidden="true">${counted[name].passed}</p>`
    const source = `<a href="${addressOf(FILES[name])}"><code>${FILES[name]}</code></a>`
    return `<li><figure>${picture}<figcaption>${say(`proof_${name}`, counted[name])} <span class="file">${say('source')}: ${source}</span></figcaption></figure></li>`
  }
  return `<p>${say('proofLine')} <a href="${proofPath(language)}">${say('toProof')}</a></p>
<ul class="figures">${Object.keys(FILES).map(figure).join('\n')}</ul>`
}

function table({ say, pick }) {
  const { heads, rows, sources } = comparison
  const head = heads.map((pair) => (pick(pair) ? `<th scope="col">${pick(pair)}</th>` : '<td></td>'))
  const row = ([question, ...answers]) =>
    `<tr><th scope="row">${pick(question)}</th>${answers.map((answer) => `<td>${pick(answer)}</td>`).join('')}</tr>`
  const source = ([name, href]) =>
    `<li><a href="${escapeHtml(href)}" rel="noreferrer" lang="en">${escapeHtml(name)}</a></li>`
  return `<p>${say('comparisonLine')}</p>
<div class="scroll" tabindex="0" role="group" aria-labelledby="comparison-title"><table class="comparison">
<thead><tr>${head.join('')}</tr></thead>
<tbody>${rows.map(row).join('\n')}</tbody>
</table></div>
<h3>${say('sources')}</h3>
<ul class="sources">${sources.map(source).join('\n')}</ul>`
}

function read({ say, language }) {
  const places = [{ name: 'try', path: `${homes[language]}try/` }, ...elsewhere()]
  const links = places.map(({ name, path }) => `<li><a href="${path}">${say(name)}</a></li>`)
  return `<p>${say('readLine')}</p>
<ul class="sources">${links.join('\n')}</ul>`
}
