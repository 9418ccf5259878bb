/** The frame of the launch page and of those that belong to it. */
import { editions } from '../editions.mjs'
import { escapeHtml } from '../templates/html.mjs'
import { elsewhere } from './elsewhere.mjs'
import { homes, launchSpeech } from './speech.mjs'

/** @param {object} page title, head (extra elements for it), body, and the kind of document */
export function shell({ title, head, body, kind = 'launch' }, language) {
  return `<!doctype html>
<html lang="${language}" data-kind="${kind}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/launch/launch.css">
${head}</head>
<body>
${body}
</body>
</html>
`
}

/** @param {(language: string) => string} pathIn the page's path in a language */
export function masthead(language, pathIn = (language) => homes[language]) {
  const { say } = launchSpeech(language)
  const other = language === 'ru' ? 'en' : 'ru'
  const places = [
    { name: 'magazine', path: `${editions[language].root}/` },
    ...elsewhere(),
    { name: 'try', path: `${homes[language]}try/`, kind: 'narrow-hidden' },
    { name: 'toInstall', path: `${homes[language]}#install`, kind: 'narrow-hidden' },
  ]
  return `<header class="top">
<p class="wordmark"><a href="${homes[language]}" lang="en">Inkling</a></p>
<nav aria-label="${say('sections')}"><ul>
${places.map(({ name, path, kind }) => `<li${kind ? ` class="${kind}"` : ''}><a href="${path}">${say(name)}</a></li>`).join('\n')}
<li><a href="${pathIn(other)}" lang="${other}" hreflang="${other}">${say('other')}</a></li>
</ul></nav>
</header>`
}
