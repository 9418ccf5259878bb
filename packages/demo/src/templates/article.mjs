/** One story, and eight more below it. */
import { topics } from '../topics.mjs'
import { both, date, escapeHtml, itemAttributes, json, say } from './html.mjs'
import { list } from './list.mjs'
import { page } from './page.mjs'

export function article({ article: story, next }, site) {
  const { topic } = story
  const { en, ru, desk, deskRu } = topics[topic]
  return page(
    {
      kind: 'article',
      title: story.title,
      description: story.summary,
      path: story.path,
      topic,
      head: `<script type="application/ld+json">${json(linkedData(story, site))}</script>\n`,
      main: `<article class="story" ${itemAttributes(story)}>
<header class="story-head">
<p class="story-topic"><a href="/${topic}/">${both(en, ru)}</a></p>
<h1 lang="en">${escapeHtml(story.title)}</h1>
<p class="story-summary" lang="en" data-inkling-summary>${escapeHtml(story.summary)}</p>
</header>
<div class="story-margin">
<p>${both(desk, deskRu)}</p>
<p>${date(story.published, 'long')}</p>
<p>${say('minutesLong', { n: story.minutes })}</p>
</div>
<figure class="story-art">
<img src="${escapeHtml(story.art)}" alt="${escapeHtml(story.alt)}" lang="en" width="800" height="600" fetchpriority="high">
</figure>
<div class="story-body" lang="en">
${story.paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
</div>
</article>
${list({ name: 'read-next', heading: say('readNext'), look: 'cards-next', articles: next })}`,
    },
    site,
  )
}

/** The desk signs: nobody is invented. */
function linkedData(story, site) {
  const { en, desk } = topics[story.topic]
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: story.title,
    description: story.summary,
    articleSection: en,
    keywords: story.tags.join(', '),
    datePublished: new Date(story.published).toISOString(),
    inLanguage: 'en',
    wordCount: story.words,
    image: site.url + story.art,
    url: site.url + story.path,
    mainEntityOfPage: site.url + story.path,
    author: { '@type': 'Organization', name: desk },
    publisher: { '@type': 'Organization', name: 'Marginalia' },
  }
}
