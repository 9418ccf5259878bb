/** Two readers side by side: the front page in two frames, each a preview for a persona, with a divider to drag. */
import { readdirSync } from 'node:fs'
import { escapeHtml, itemAttributes } from '../templates/html.mjs'
import { speech } from '../templates/speech.mjs'
import { withoutSensitive } from './readers.mjs'
import { masthead, shell } from './shell.mjs'
import { launchSpeech } from './speech.mjs'

/** The order without a reader, offered beside the release's personas. */
const EDITORS = 'editors'
/** The readers that are compared if the address names none, or an unknown one. */
const DEFAULTS = { a: 'science-reader', b: 'bargain-hunter' }

const personas = () =>
  readdirSync(new URL('../../../sdk/personas/', import.meta.url))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))

const folders = { en: 'compare/', ru: 'ru/compare/' }

/** @returns pages by path */
export const comparePages = (stories, site) => [
  [`${folders[site.language]}index.html`, comparePage(site)],
  [`${folders[site.language]}front.html`, frontFrame(stories, site)],
]

export const comparePath = (language) => `/${folders[language]}`

function comparePage({ language, url, sdk }) {
  const { say, plain } = launchSpeech(language)
  const path = comparePath(language)
  const alternates = Object.entries(folders)
    .map(([name, folder]) => `<link rel="alternate" hreflang="${name}" href="${escapeHtml(`${url}/${folder}`)}">\n`)
    .join('')
  return shell(
    {
      title: `${plain('compare')} · Inkling`,
      head: `<meta name="description" content="${escapeHtml(plain('compareLine'))}">
${alternates}<link rel="canonical" href="${escapeHtml(url + path)}">
<script type="module" src="/assets/launch/compare.js"></script>
`,
      body: `${masthead(language, comparePath)}
<main id="main">
<div class="opening">
<h1>${say('compare')}</h1>
<p class="lede">${say('compareLine')}</p>
</div>
${sdk ? stage(language) : ''}
</main>`,
    },
    language,
  )
}

function stage(language) {
  const { say } = launchSpeech(language)
  const names = [EDITORS, ...personas()]
  const option = (chosen) => (name) =>
    `<option value="${name}"${name === chosen ? ' selected' : ''}>${say(`persona_${name}`)}</option>`
  const select = (side) =>
    `<label>${say(`compare_${side}`)} <select name="${side}">${names.map(option(DEFAULTS[side])).join('')}</select></label>`
  const frame = (side) =>
    `<iframe class="half half-${side}" data-half="${side}" data-src="${comparePath(language)}front.html" title="${say(`compare_${side}`)}"></iframe>`
  return `<form class="pair" data-pair method="get">
${select('a')}
${select('b')}
<noscript><p>${say('compareStill')}</p></noscript>
</form>
<p class="pair-said" role="status" data-said></p>
<div class="stage" data-stage>
${frame('a')}
${frame('b')}
<div class="divider" role="slider" tabindex="0" aria-label="${say('divider')}" aria-orientation="horizontal" aria-valuemin="0" aria-valuemax="100" aria-valuenow="50" data-divider></div>
</div>`
}

/** The edition's front page, ranked as a whole; the first two dozen stories are shown. */
function frontFrame(stories, { language, sdk, url }) {
  const { html, section } = speech(language)
  const name = `${language === 'ru' ? 'ru-' : ''}compare`
  const tile = (story) => `<li class="tile"${` ${itemAttributes(story)}`}>
<div class="tile-art"><img src="${escapeHtml(story.art)}" alt="" width="800" height="600" loading="lazy" decoding="async"></div>
<p class="tile-topic">${html(section(story.topic).name)}</p>
<h2 class="tile-title"><a href="${escapeHtml(story.path)}">${html(story.title)}</a></h2>
<p class="unseen" data-inkling-summary>${html(story.summary)}</p>
</li>`
  return shell(
    {
      title: `${launchSpeech(language).plain('live')} · Inkling`,
      head: `${sdk?.frameTag ?? ''}
<meta name="robots" content="noindex">
<link rel="canonical" href="${escapeHtml(`${url}${comparePath(language)}front.html`)}">
<base target="_parent">
`,
      body: `<h1 class="unseen">${launchSpeech(language).say('live')}</h1>
<ol class="tiles tiles-many" data-inkling-list="${name}">
${withoutSensitive(stories).map(tile).join('\n')}
</ol>`,
      kind: 'front',
    },
    language,
  )
}
