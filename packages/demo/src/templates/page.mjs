/** The frame that all pages share: head, masthead, footer, and the two things that Inkling brings along. */
import { topicNames, topics } from '../topics.mjs'
import { both, dateIn, escape, say } from './html.mjs'
import { banner } from './banner.mjs'
import { drawer } from './drawer.mjs'

/**
 * @param {object} page title, description, path, topic (of the section that is current), kind, head (more tags), main
 * @param {object} site sdk (the two lines), early (the inline script), edition (time), url (of the site, may be '')
 */
export function page({ title, titleRu, description, path, topic, kind, head = '', main }, site) {
  const sdk = site.sdk ? `${site.sdk.snippet}\n${site.sdk.tag}\n` : ''
  const full = kind === 'home' ? title : `${title} · Marginalia`
  const fullRu = titleRu ? `${titleRu} · Marginalia` : full
  return `<!doctype html>
<html lang="en" data-kind="${kind}">
<head>
${sdk}<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script>${site.early}</script>
<title data-en="${escape(full)}" data-ru="${escape(fullRu)}">${escape(full)}</title>
<meta name="description" content="${escape(description)}">
<meta name="color-scheme" content="light dark">
<meta property="og:title" content="${escape(title)}">
<meta property="og:description" content="${escape(description)}">
<link rel="canonical" href="${escape(site.url + path)}">
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
<span id="tools-name" hidden>${say('tools')}</span>
<button class="tool" id="theme-toggle" type="button"><svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/></svg><span class="unseen">${say('themeHint')}</span></button>
<a class="tool" id="language-toggle" href="?lang=ru"><span class="en" lang="ru" hreflang="ru">Русский</span><span class="ru" lang="en" hreflang="en">English</span></a>
<button class="tool tool-bonnet" id="drawer-toggle" type="button" aria-expanded="false" aria-controls="drawer">${say('bonnet')}</button>
</div>
</div>
<p class="nameplate">${title}</p>
<p class="tagline">${say('tagline')}</p>
<nav class="sections" aria-labelledby="sections-name">
<span id="sections-name" hidden>${say('sections')}</span>
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
<li><a href="/about.html">${say('about')}</a></li>
<li><button class="link" id="privacy-choices" type="button">${say('privacy')}</button></li>
</ul>
</footer>`
}
