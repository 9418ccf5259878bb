/** The launch page: a front page that is re-ordered for one reader after another, and below it everything else. */
import { editions } from '../editions.mjs'
import { proofPath } from '../proof/files.mjs'
import { escapeHtml, json } from '../templates/html.mjs'
import { speech } from '../templates/speech.mjs'
import { comparePath } from './compare.mjs'
import { glance } from './glance.mjs'
import { frameOf } from './reader-frame.mjs'
import { frontPage, histories, itemOf } from './readers.mjs'
import { sections } from './sections.mjs'
import { masthead, shell } from './shell.mjs'
import { homes, launchSpeech } from './speech.mjs'

const READERS = ['editors', 'science', 'football', 'bargains', 'you']
/** Pictures in the first rows of cards, which load first. All others load too, whichever reader is chosen. */
const EAGER = 4

/** @param {object} page stories (of the edition, in the editors' order) @param {object} site language, url */
export function launchPage({ stories }, site) {
  const { language, url } = site
  const { say, plain } = launchSpeech(language)
  const front = frontPage(stories, language)
  const data = { items: front.map(itemOf), histories: histories(stories, language), language }
  return shell(
    {
      title: `Inkling: ${plain('title')}`,
      head: `<meta name="description" content="${escapeHtml(plain('description'))}">
<meta property="og:title" content="${escapeHtml(plain('title'))}">
<meta property="og:description" content="${escapeHtml(plain('description'))}">
<meta property="og:type" content="website">
<meta property="og:image" content="${escapeHtml(`${url}/assets/launch/og.png`)}">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta name="twitter:card" content="summary_large_image">
${alternates(url)}<link rel="canonical" href="${escapeHtml(url + homes[language])}">
<link rel="modulepreload" href="/assets/launch/main.js">
<script type="module" src="/assets/launch/main.js"></script>
<script type="application/json" id="launch-data">${json(data)}</script>
`,
      body: `<a class="skip" href="#live">${say('skip')}</a>
${masthead(language)}
<main id="main">
<div class="opening">
<h1>${say('title').replace('re-ordered', '<span class="together">re-ordered</span>')}</h1>
<p class="lede">${say('lede')}</p>
<p class="to-install"><a href="#install">${say('toInstall')}</a> <code>npx --no inkling copy public/inkling</code></p>
</div>
${live(front, site)}
${sections(site)}
</main>
${footer(language)}`,
    },
    language,
  )
}

/** The page for addresses that don't exist. */
export function launchMissing(language) {
  const { say, plain } = launchSpeech(language)
  return shell(
    {
      title: `${plain('missing')} · Inkling`,
      head: '<meta name="robots" content="noindex">\n',
      body: `${masthead(language)}
<main id="main" class="opening">
<h1>${say('missing')}</h1>
<p class="lede"><a href="${homes[language]}">${say('missingLink')}</a></p>
</main>`,
    },
    language,
  )
}

function alternates(url) {
  const link = (name, language) =>
    `<link rel="alternate" hreflang="${name}" href="${escapeHtml(url + homes[language])}">\n`
  return link('en', 'en') + link('ru', 'ru') + link('x-default', 'en')
}

function live(front, { language, sdk }) {
  const { say } = launchSpeech(language)
  const reader = (name) =>
    `<label><input type="radio" name="reader" value="${name}"${name === 'editors' ? ' checked' : ''}><span>${say(`reader_${name}`)}</span></label>`
  const fact = (name, value) => `<div><dt>${say(`fact_${name}`)}</dt><dd data-fact="${name}">${value}</dd></div>`
  const frame = sdk
    ? `<iframe class="unseen" data-ranking data-src="${frameOf(language)}" title="${say('frameTitle')}" tabindex="-1" aria-hidden="true"></iframe>`
    : ''
  return `<section class="live" id="live" aria-labelledby="live-title" tabindex="-1" data-live>
<h2 class="unseen" id="live-title">${say('live')}</h2>
<fieldset class="readers">
<legend>${say('readAs')}</legend>
<div class="readers-row">${READERS.map(reader).join('\n')}</div>
</fieldset>
<p class="live-said" role="status" data-said>${say('said_editors')}</p>
<noscript><p class="live-said">${say('still')}</p></noscript>
<div class="live-facts">
<dl>${fact('stories', front.length)}${fact('time', '–')}${fact('stored', 0)}</dl>
<details data-requests><summary>${say('fact_sent')}: <strong>0</strong></summary>
<p data-requests-said></p><ol data-requests-list tabindex="0"></ol></details>
</div>
<ol class="tiles" data-front>
${front.map((story, place) => tile(story, place, language)).join('\n')}
</ol>
${glance(language)}
<p class="live-note">${say('liveNote')} <a href="${editions[language].root}/">${say('toMagazine')}</a><span class="dot" aria-hidden="true">·</span><a href="${comparePath(language)}">${say('toCompare')}</a></p>
${frame}
</section>`
}

/** All tiles are alike, so that any story fits into any place. */
function tile(story, place, language) {
  const { say } = launchSpeech(language)
  const { html, section } = speech(language)
  const loading = place < EAGER ? '' : ' fetchpriority="low"'
  const title = html(story.title)
  return `<li class="tile" data-id="${escapeHtml(story.path)}">
<div class="tile-art"><img src="${escapeHtml(story.art)}" alt="" width="800" height="600" decoding="async"${loading}>
<span class="tile-place" role="img" data-place></span></div>
<p class="tile-topic">${html(section(story.topic).name)}</p>
<h3 class="tile-title" lang="${language}"><a href="${escapeHtml(story.path)}">${title}</a></h3>
<button class="tile-open" type="button" aria-pressed="false" data-open>${say('open')}<span class="unseen">: ${title}</span></button>
</li>`
}

function footer(language) {
  const { say } = launchSpeech(language)
  return `<footer class="bottom" id="licence"><p>${say('licence')} <a href="${proofPath(language)}">${say('proof')}</a></p></footer>`
}
