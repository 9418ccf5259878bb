/** The layout of all pages: head, masthead, footer, and Inkling's two lines. */
import { editions, otherEdition } from '../editions.mjs'
import { topicNames } from '../topics.mjs'
import { banner } from './banner.mjs'
import { dock } from './dock.mjs'
import { drawer } from './drawer.mjs'
import { escapeHtml } from './html.mjs'
import { offer } from './offer.mjs'
import { speech } from './speech.mjs'

/** A half-filled disc, the usual icon for light and dark. */
const contrast = `<svg viewBox="0 0 16 16" aria-hidden="true">
<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/>
<path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/></svg>`

/**
 * @param {object} page title, description, path (in the edition), counterpart (path in the other edition; default: the
 * same), topic (of the current section), kind, head (more tags), main
 * @param {object} site language, sdk (the two lines), early (the inline script), edition (time), url (of the site, may
 * be '')
 */
export function page({ title, description, path, counterpart = path, topic, kind, head = '', main }, site) {
  const { language } = site
  const { say, at } = speech(language)
  // Only the charset comes before the SDK, since browsers look for the charset within the first 1024 bytes.
  const sdk = site.sdk ? `${site.sdk.snippet}\n${site.sdk.tag}\n` : ''
  const full = kind === 'home' ? title : `${title} · Marginalia`
  return `<!doctype html>
<html lang="${language}" data-kind="${kind}">
<head>
<meta charset="utf-8">
${sdk}<meta name="viewport" content="width=device-width, initial-scale=1">
<script>${site.early}</script>
<title>${escapeHtml(full)}</title>
<meta name="description" content="${escapeHtml(description)}">
<meta name="color-scheme" content="light dark">
<meta property="og:title" content="${escapeHtml(title)}">
<meta property="og:description" content="${escapeHtml(description)}">
<link rel="canonical" href="${escapeHtml(site.url + at(path))}">
${counterpart === path ? alternates(path, site) : ''}<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/marginalia.css">
<link rel="modulepreload" href="/assets/client/main.js">
<script type="module" src="/assets/client/main.js"></script>
${head}</head>
<body>
<a class="skip" href="#main">${say('skip')}</a>
${banner(language)}
${dock(language)}
${kind === 'home' ? offer(language) : ''}
${masthead({ kind, topic, counterpart }, site)}
<main id="main" tabindex="-1">
${main}
</main>
${footer(language)}
${drawer(language)}
</body>
</html>
`
}

/**
 * Links that tell search engines where the same page is in each language. Stories have none, because they aren't
 * translated.
 */
function alternates(path, { url }) {
  const link = (name, edition) =>
    `<link rel="alternate" hreflang="${name}" href="${escapeHtml(url + edition.root + path)}">\n`
  const languages = Object.values(editions).map((edition) => link(edition.language, edition))
  return languages.join('') + link('x-default', editions.en)
}

/** Labelled in the language of the link's target; screen readers also announce exactly where the link leads. */
function editionSwitch({ topic, counterpart }, language) {
  const other = otherEdition(language).language
  const { say, at, section } = speech(other)
  const where = topic ? say('edition_section', { topic: section(topic).name }) : say('edition_front')
  return `<a class="tool" id="edition-switch" href="${escapeHtml(at(counterpart))}" lang="${other}" hreflang="${other}">
${say('edition_name')}<span class="unseen">${where}</span></a>`
}

function masthead({ kind, topic, counterpart }, site) {
  const { say, at, section, dateText } = speech(site.language)
  const title = `<a href="${at('/')}" lang="en">Marginalia</a>`
  const current = (name) => (name === topic ? ` aria-current="${kind === 'section' ? 'page' : 'true'}"` : '')
  const edition = say('edition', { date: dateText(site.edition, 'long') })
  return `<header class="masthead">
<div class="masthead-bar">
<p class="edition">${edition}</p>
<div class="tools" role="group" aria-labelledby="tools-name">
<span id="tools-name" class="unseen">${say('tools')}</span>
<button class="tool" id="theme-toggle" type="button">${contrast}<span class="unseen">${say('themeHint')}</span></button>
${editionSwitch({ topic, counterpart }, site.language)}
<button class="tool tool-bonnet" id="drawer-toggle" type="button" aria-expanded="false" aria-controls="drawer">
${say('bonnet')}</button>
</div>
</div>
<p class="nameplate">${title}</p>
<p class="tagline">${say('tagline')}</p>
<nav class="sections" aria-labelledby="sections-name">
<span id="sections-name" class="unseen">${say('sections')}</span>
<ul>
${topicNames
  .map((name) => `<li><a href="${at(`/${name}/`)}"${current(name)}>${escapeHtml(section(name).name)}</a></li>`)
  .join('\n')}
</ul>
</nav>
</header>`
}

function footer(language) {
  const { say, at } = speech(language)
  return `<footer class="footer">
<p class="footer-name" lang="en">Marginalia</p>
<div class="footer-text">
<p>${say('colophon')}</p>
<p>${say('drawn')}</p>
</div>
<ul class="footer-links">
<li><a href="${editions[language].home}">${say('inklingPage')}</a></li>
<li><a href="${at('/brief.html')}">${say('brief')}</a></li>
<li><a href="${at('/world/')}">${say('world')}</a></li>
<li><a href="${at('/about.html')}">${say('about')}</a></li>
<li><a href="${at('/you.html')}">${say('you')}</a></li>
<li><a href="${at('/campaigns.html')}">${say('campaigns')}</a></li>
<li><a href="${at('/measure/')}">${say('measure')}</a></li>
<li><button class="link" id="guide-start" type="button">${say('guide')}</button></li>
<li><button class="link" id="privacy-choices" type="button" data-choose>${say('privacy')}</button></li>
</ul>
</footer>`
}
