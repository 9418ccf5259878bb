/** The frame that all pages share: head, masthead, footer, and the two things that Inkling brings along. */
import { topicNames, topics } from '../topics.mjs'
import { banner } from './banner.mjs'
import { drawer } from './drawer.mjs'
import { both, dateIn, escapeHtml, say } from './html.mjs'

/** Half a disc: the usual sign for light and dark. */
const contrast = `<svg viewBox="0 0 16 16" aria-hidden="true">
<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/>
<path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/></svg>`

/**
 * @param {object} page title, description, path, topic (of the section that is current), kind, head (more tags), main
 * @param {object} site sdk (the two lines), early (the inline script), edition (time), url (of the site, may be '')
 */
export function page({ title, titleRu, description, path, topic, kind, head = '', main }, site) {
  // The charset alone stands before the SDK: browsers look for it in the first 1024 bytes only.
  const sdk = site.sdk ? `${site.sdk.snippet}\n${site.sdk.tag}\n` : ''
  const named = (text) => (kind === 'home' ? text : `${text} · Marginalia`)
  const full = named(title)
  const fullRu = named(titleRu ?? title)
  return `<!doctype html>
<html lang="en" data-kind="${kind}">
<head>
<meta charset="utf-8">
${sdk}<meta name="viewport" content="width=device-width, initial-scale=1">
<script>${site.early}</script>
<title data-en="${escapeHtml(full)}" data-ru="${escapeHtml(fullRu)}">${escapeHtml(full)}</title>
<meta name="description" content="${escapeHtml(description)}">
<meta name="color-scheme" content="light dark">
<meta property="og:title" content="${escapeHtml(title)}">
<meta property="og:description" content="${escapeHtml(description)}">
<link rel="canonical" href="${escapeHtml(site.url + path)}">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/marginalia.css">
<link rel="modulepreload" href="/assets/client/main.js">
<script type="module" src="/assets/client/main.js"></script>
${head}</head>
<body>
<a class="skip" href="#main">${say('skip')}</a>
${banner()}
${masthead({ kind, topic }, site)}
<main id="main" tabindex="-1">
${main}
</main>
${footer()}
${drawer()}
</body>
</html>
`
}

function masthead({ kind, topic }, site) {
  const title = '<a href="/" lang="en">Marginalia</a>'
  const current = (name) => (name === topic ? ` aria-current="${kind === 'section' ? 'page' : 'true'}"` : '')
  const edition = say(
    'edition',
    { date: dateIn('en', site.edition, 'long') },
    { date: dateIn('ru', site.edition, 'long') },
  )
  return `<header class="masthead">
<div class="masthead-bar">
<p class="edition">${edition}</p>
<div class="tools" role="group" aria-labelledby="tools-name">
<span id="tools-name" class="unseen">${say('tools')}</span>
<button class="tool" id="theme-toggle" type="button">${contrast}<span class="unseen">${say('themeHint')}</span></button>
<a class="tool" id="language-toggle" href="?lang=ru">
<span class="en" lang="ru">Русский</span>
<span class="ru" lang="en">English</span></a>
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
  .map((name) => `<li><a href="/${name}/"${current(name)}>${both(topics[name].en, topics[name].ru)}</a></li>`)
  .join('\n')}
</ul>
</nav>
</header>`
}

function footer() {
  return `<footer class="footer">
<p class="footer-name" lang="en">Marginalia</p>
<div class="footer-text">
<p>${say('colophon')}</p>
<p>${say('drawn')}</p>
</div>
<ul class="footer-links">
<li><a href="/brief.html">${say('brief')}</a></li>
<li><a href="/about.html">${say('about')}</a></li>
<li><button class="link" id="privacy-choices" type="button">${say('privacy')}</button></li>
</ul>
</footer>`
}
