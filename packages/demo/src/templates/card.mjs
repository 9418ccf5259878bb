/**
 * One story in a list. Every card of a list has the same markup; its place in the grid makes it large or small
 * (styles/cards.css), so any card may stand anywhere. The heading's link covers the card: one link, one name.
 */
import { topics } from '../topics.mjs'
import { both, date, escapeHtml, itemAttributes, say } from './html.mjs'

const cross = `<svg viewBox="0 0 16 16" aria-hidden="true">
<path d="M4 4l8 8m0-8l-8 8" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>`

/** @param {object} how place (from 0), eager (how many pictures load at once), level (of the heading) */
export function card(article, { place, eager, level }) {
  const { topic, slug } = article
  // Loading belongs to the place, not to the story: the first pictures of a list are the ones that are seen first.
  const loading = place < eager ? (place === 0 ? ' fetchpriority="high"' : '') : ' loading="lazy"'
  const title = escapeHtml(article.title)
  const picture = `src="${escapeHtml(article.art)}" alt="${escapeHtml(article.alt)}" lang="en" width="800" height="600"`
  const link = `<a href="${escapeHtml(article.path)}">${title}</a>`
  return `<li class="card" ${itemAttributes(article)}>
<article aria-labelledby="story-${slug}">
<div class="card-art"><img ${picture} decoding="async"${loading}></div>
<div class="card-text">
<p class="card-topic"><a href="/${topic}/">${both(topics[topic].en, topics[topic].ru)}</a></p>
<h${level} class="card-title" id="story-${slug}" lang="en">${link}</h${level}>
<p class="card-summary" lang="en" data-inkling-summary>${escapeHtml(article.summary)}</p>
<div class="card-foot">
<p>${date(article.published)}<span class="dot" aria-hidden="true">·</span>${say('minutes', { n: article.minutes })}</p>
<button class="card-dismiss" type="button" data-inkling-dismiss>
${cross}<span class="card-dismiss-text">${say('dismiss')}</span><span class="unseen" lang="en">: ${title}</span></button>
</div>
</div>
</article>
</li>`
}
