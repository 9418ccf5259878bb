/** The page on measurement: one persona in both arms of a holdout, and the estimator's reports on simulated devices. */
import { editions } from '../editions.mjs'
import { LOOKS, UPLIFT } from '../fleet.mjs'
import { command, reportOf, tableOf } from '../reports.mjs'
import { escapeHtml, itemAttributes } from './html.mjs'
import { page } from './page.mjs'
import { speech } from './speech.mjs'

/** One of the release's personas, whose history both readers have. */
const PERSONA = 'science-reader'
const ARMS = ['ranked', 'holdout']

export function measurePage(site) {
  const { say, plain } = speech(site.language)
  return page(
    {
      kind: 'measure',
      title: plain('measure'),
      description: plain('measureLine'),
      path: '/measure/',
      main: `<div class="prose">
<h1>${say('measure')}</h1>
<p class="lede">${say('measureLine')}</p>
${site.sdk ? '' : `<p>${say('noSdk')}</p>`}
</div>
${site.sdk ? readers(site) + reports(site) : ''}`,
    },
    site,
  )
}

function readers({ language }) {
  const { say, plain, at } = speech(language)
  const reader = (arm) => `<section aria-labelledby="arm-${arm}">
<h3 id="arm-${arm}">${say(`arm_${arm}`)}</h3>
<p class="measure-note">${say(`armLine_${arm}`)}</p>
<iframe class="reader" title="${escapeHtml(plain(`arm_${arm}`))}" src="${at('/measure/reader.html')}?inkling-persona=${PERSONA}&amp;inkling-arm=${arm}"></iframe>
</section>`
  return `<section class="measure-part" aria-labelledby="readers-title">
<h2 id="readers-title">${say('readers')}</h2>
<p class="measure-note">${say('readersLine')}</p>
<div class="readers">
${ARMS.map(reader).join('\n')}
</div>
</section>`
}

function reports({ language }) {
  const { say, html, plain } = speech(language)
  const count = new Intl.NumberFormat(editions[language].locale)
  const typed = (devices) => `npx --no inkling ${command(tableOf(devices).split('/').pop()).join(' ')}`
  const report = (devices) => {
    const heading = plain('reportOf', { n: count.format(devices) })
    return `<section class="report-part" aria-labelledby="report-${devices}">
<h3 id="report-${devices}">${html(heading)}</h3>
<iframe class="report" title="${escapeHtml(heading)}" src="${reportOf(devices, language)}"></iframe>
<p class="measure-note"><a href="${tableOf(devices)}" download>${say('reportTable')}</a> <code>${escapeHtml(typed(devices))}</code></p>
</section>`
  }
  return `<section class="measure-part" aria-labelledby="reports-title">
<h2 id="reports-title">${say('reports')}</h2>
<p class="measure-note">${say('reportsLine', { uplift: 100 * UPLIFT })}</p>
${LOOKS.map(report).join('\n')}
</section>`
}

/** Only the front page's list, for the frames above, ordered for the persona named in the address. */
export function readerPage({ articles }, site) {
  const { language } = site
  const { say, plain, at } = speech(language)
  const name = `${editions[language].lists}top-stories`
  return `<!doctype html>
<html lang="${language}" data-kind="reader">
<head>
<meta charset="utf-8">
${site.sdk ? `${site.sdk.frameTag}\n` : ''}<meta name="viewport" content="width=device-width, initial-scale=1">
<script>${site.early}</script>
<title>${escapeHtml(plain('topStories'))} · Marginalia</title>
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<base target="_parent">
<link rel="canonical" href="${escapeHtml(site.url + at('/measure/reader.html'))}">
<link rel="stylesheet" href="/assets/marginalia.css">
</head>
<body>
<h1 class="unseen">${say('topStories')}</h1>
<ol class="reader-list" data-inkling-list="${name}">
${articles.map((article, place) => entry(article, place, language)).join('\n')}
</ol>
<p class="measure-note">${say('readerMore')}</p>
</body>
</html>
`
}

function entry(article, place, language) {
  const { say, html, section } = speech(language)
  return `<li ${itemAttributes(article)}>
<p class="reader-topic">${html(section(article.topic).name)}</p>
<h2><a href="${escapeHtml(article.path)}">${html(article.title)}</a></h2>
<p class="reader-place">${say('readerPlace', { n: place + 1 })}</p>
</li>`
}
