/** "Try it on your page": the page, the frame that shows the pasted page, and a sample page without marks. */
import { escapeHtml } from '../templates/html.mjs'
import { speech } from '../templates/speech.mjs'
import { typeset } from '../templates/typeset.mjs'
import { words, wordsIn } from './words.mjs'

const FRAME = '/try/frame.html'
const SAMPLE = '/try/sample.html'
/** Stories on the sample page. */
const STORIES = 30

/** @returns {ReadonlyArray<readonly [path: string, html: string]>} */
export function tryPages(site, articles) {
  return [
    ['try/index.html', tryPage('en', '/try/', site)],
    ['ru/try/index.html', tryPage('ru', '/ru/try/', site)],
    ['try/frame.html', framePage(site)],
    ['try/sample.html', samplePage(articles.slice(0, STORIES))],
  ]
}

function tryPage(language, path, site) {
  const plain = wordsIn(language)
  const say = (key) => escapeHtml(language === 'ru' ? typeset(plain(key)) : plain(key))
  const readers = Object.entries(words.readers).map(
    ([name, [english, russian]], index) =>
      `<label><input type="radio" name="reader" value="${name}"${index ? '' : ' checked'}> ${escapeHtml(language === 'ru' ? russian : english)}</label>`,
  )
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say('title')} · Inkling</title>
<meta name="description" content="${say('lede')}">
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="${escapeHtml(site.url + path)}">
<link rel="alternate" hreflang="en" href="${escapeHtml(`${site.url}/try/`)}">
<link rel="alternate" hreflang="ru" href="${escapeHtml(`${site.url}/ru/try/`)}">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/try/try.css">
<script type="module" src="/assets/try/client/try.js"></script>
</head>
<body>
<header><a href="${language === 'ru' ? '/ru/' : '/'}">Inkling</a>
<a href="${language === 'ru' ? '/try/' : '/ru/try/'}" hreflang="${language === 'ru' ? 'en' : 'ru'}" lang="${language === 'ru' ? 'en' : 'ru'}">${language === 'ru' ? 'English' : 'Русский'}</a></header>
<main>
<h1>${say('title')}</h1>
<p class="lede">${say('lede')}</p>
${site.sdk ? '' : `<p>${say('noSdk')}</p>`}
<noscript><p>${say('noScript')}</p></noscript>
<form id="form">
<label for="source">${say('source')}</label>
<textarea id="source" rows="8" spellcheck="false" autocomplete="off" placeholder="&lt;ul&gt; …"></textarea>
<p class="file"><label for="file">${say('drop')}</label> <input id="file" type="file" accept=".html,.htm,text/html"></p>
<p class="buttons"><button>${say('go')}</button> <button id="sample" type="button" class="plain" data-page="${SAMPLE}">${say('sample')}</button></p>
<p class="small">${say('nothing')}</p>
</form>
<p id="status" role="status"></p>
<div id="results" hidden>
<div class="columns">
<section aria-labelledby="found-title">
<h2 id="found-title">${say('found')}</h2>
<ul id="found"></ul>
</section>
<section id="code-part" aria-labelledby="code-title">
<h2 id="code-title">${say('code')}</h2>
<p class="small">${say('codeLine')}</p>
<pre tabindex="0"><code id="code"></code></pre>
<button type="button" class="plain" data-copy="code">${say('copy')}</button>
<pre tabindex="0"><code id="command">npx --no inkling copy public/inkling --base /inkling</code></pre>
<button type="button" class="plain" data-copy="command">${say('copy')}</button>
</section>
</div>
<section aria-labelledby="preview-title">
<h2 id="preview-title">${say('preview')}</h2>
<fieldset id="readers"><legend>${say('reader')}</legend>
${readers.join('\n')}
</fieldset>
<div class="columns wide">
<div id="stage" data-frame="${FRAME}"></div>
<ul id="moves" aria-live="polite"></ul>
</div>
</section>
<section id="notes-part" aria-labelledby="notes-title" lang="en">
<h2 id="notes-title" lang="${language}">${say('notes')}</h2>
<ul id="notes"></ul>
</section>
</div>
</main>
</body>
</html>
`
}

/** Shown in a sandbox. Its tag runs only after the pasted page has been inserted. */
const framePage = (site) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Preview</title>
<template id="tag">${site.sdk?.frameTag ?? ''}</template>
<link rel="stylesheet" href="/assets/try/frame.css">
<script type="module" src="/assets/try/client/frame.js"></script>
</head>
<body></body>
</html>
`

/** A front page as a blog's theme would write it, with no marks for Inkling. */
function samplePage(articles) {
  const { section, date } = speech('en')
  const entries = articles.map(
    ({ path, title, summary, topic, published }) => `<li class="post">
<h2><a href="${escapeHtml(path)}">${escapeHtml(title)}</a></h2>
<p class="meta"><span class="category">${escapeHtml(section(topic).name)}</span> ${date(published)}</p>
<p>${escapeHtml(summary)}</p>
</li>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>A weblog</title>
<style>body { max-width: 40em; margin: 2em auto; padding: 0 1em; font: 1rem/1.5 Georgia, serif } .posts { padding: 0; list-style: none } .meta { color: #555 }</style>
</head>
<body>
<h1>A weblog</h1>
<ul class="posts">
${entries.join('\n')}
</ul>
</body>
</html>
`
}
