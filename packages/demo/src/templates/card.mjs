/**
 * One story in a list. Every card of a list has the same markup, and its place in the grid determines its size
 * (styles/cards.css), so any card may go anywhere. The heading's link covers the whole card, so there is one link with
 * one accessible name.
 */
import { escapeHtml, itemAttributes } from './html.mjs'
import { speech } from './speech.mjs'

const cross = `<svg viewBox="0 0 16 16" aria-hidden="true">
<path d="M4 4l8 8m0-8l-8 8" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>`

/**
 * @param {object} how place (from 0), eager (number of pictures loaded eagerly), why (whether to add the element that
 * explains the place), level (of the heading), language (of the page)
 */
export function card(article, { place, eager, why, level, language }) {
  const { topic, slug } = article
  // A card is entirely in its story's language, marked with `lang` if the page's differs.
  const { say, date, section, at, html } = speech(article.language)
  const lang = article.language === language ? '' : ` lang="${article.language}"`
  // Lazy loading depends on the place rather than the story, since readers see a list's first pictures first.
  const loading = place < eager ? (place === 0 ? ' fetchpriority="high"' : '') : ' loading="lazy"'
  const title = html(article.title)
  const picture = `src="${escapeHtml(article.art)}" alt="${escapeHtml(article.alt)}" width="800" height="600"`
  const link = `<a href="${escapeHtml(article.path)}">${title}</a>`
  return `<li class="card"${lang} ${itemAttributes(article)}>
<article aria-labelledby="story-${slug}">
<div class="card-art"><img ${picture} decoding="async"${loading}></div>
<div class="card-text">
<p class="card-topic"><a href="${at(`/${topic}/`)}">${html(section(topic).name)}</a></p>
<h${level} class="card-title" id="story-${slug}">${link}</h${level}>
<p class="card-summary" data-inkling-summary>${html(article.summary)}</p>
<div class="card-foot">
<p>${date(article.published)}<span class="dot" aria-hidden="true">·</span>${say('minutes', { n: article.minutes })}</p>
<button class="card-dismiss" type="button" data-inkling-dismiss>
${cross}<span class="card-dismiss-text">${say('dismiss')}</span><span class="unseen">: ${title}</span></button>
</div>
</div>
</article>
${why ? `<inkling-why topic="${escapeHtml(speech(language).section(topic).name)}"></inkling-why>\n` : ''}</li>`
}
