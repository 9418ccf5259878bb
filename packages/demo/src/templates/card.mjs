/**
 * One story in a list. Every card of a list has the same markup; its place in the grid makes it large or small
 * (styles/cards.css), so any card may stand anywhere.
 */
import { topics } from '../topics.mjs'
import { both, date, escape, say } from './html.mjs'

export function card(article, { place, eager, level }) {
  const { topic, slug } = article
  const loading = place < eager ? (place === 0 ? ' fetchpriority="high"' : '') : ' loading="lazy"'
  return `<li class="card" data-inkling-item="${escape(article.path)}" data-inkling-topic="${escape(topic)}" data-inkling-published="${new Date(article.published).toISOString()}" data-inkling-tags="${escape(article.tags.join(', '))}">
<article aria-labelledby="story-${slug}">
<a class="card-art" href="${escape(article.path)}" tabindex="-1" aria-hidden="true"><img src="${escape(article.art)}" alt="${escape(article.alt)}" lang="en" width="800" height="600" decoding="async"${loading}></a>
<div class="card-text">
<p class="card-topic"><a href="/${topic}/">${both(topics[topic].en, topics[topic].ru)}</a></p>
<h${level} class="card-title" id="story-${slug}" lang="en"><a href="${escape(article.path)}">${escape(article.title)}</a></h${level}>
<p class="card-summary" lang="en">${escape(article.summary)}</p>
<p class="card-foot">${date(article.published)}<span class="dot" aria-hidden="true">·</span><span>${say('minutes', { n: article.minutes })}</span>
<button class="card-dismiss" type="button" data-inkling-dismiss aria-label="Less like this: ${escape(article.title)}" data-title="${escape(article.title)}"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3.5 3.5l9 9m0-9l-9 9" fill="none" stroke="currentColor" stroke-width="1.5"/></svg><span class="card-dismiss-text">${say('dismiss')}</span></button></p>
</div>
</article>
</li>`
}
