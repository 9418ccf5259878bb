/** One story, with eight suggestions below. */
import { escapeHtml, itemAttributes, json } from './html.mjs'
import { list } from './list.mjs'
import { page } from './page.mjs'
import { speech } from './speech.mjs'

export function article({ article: story, next }, site) {
  const { topic } = story
  const { say, date, section, at, html } = speech(site.language)
  const { name, desk } = section(topic)
  return page(
    {
      kind: 'article',
      title: story.title,
      description: story.summary,
      path: `/${topic}/${story.slug}.html`,
      // Stories have no translation, so the section in the other edition serves as the counterpart.
      counterpart: `/${topic}/`,
      topic,
      head: `<script type="application/ld+json">${json(linkedData(story, site))}</script>\n`,
      main: `<article class="story" ${itemAttributes(story)}>
<header class="story-head">
<p class="story-topic"><a href="${at(`/${topic}/`)}">${html(name)}</a></p>
<h1>${html(story.title)}</h1>
<p class="story-summary" data-inkling-summary>${html(story.summary)}</p>
</header>
<div class="story-margin">
<p>${html(desk)}</p>
<p>${date(story.published, 'long')}</p>
<p>${say('minutesLong', { n: story.minutes })}</p>
<p class="story-noted" data-reading>${say('notedNothing')}</p>
</div>
<figure class="story-art">
<img src="${escapeHtml(story.art)}" alt="${escapeHtml(story.alt)}" width="800" height="600" fetchpriority="high">
</figure>
<div class="story-body">
${story.paragraphs.map((text, i) => `<p>${i ? html(text) : opening(html(text))}</p>`).join('\n')}
</div>
</article>
${list({ name: 'read-next', heading: say('readNext'), look: 'cards-next', articles: next }, site)}`,
    },
    site,
  )
}

/**
 * Use an ordinary space after a one-letter first word, since a no-break space after the drop cap would look like an
 * indent.
 */
function opening(text) {
  return text.replace(/^(.)\u00a0/, '$1 ')
}

/** The author is given as the section's desk, so that no person has to be invented. */
function linkedData(story, site) {
  const { name, desk } = speech(story.language).section(story.topic)
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: story.title,
    description: story.summary,
    articleSection: name,
    keywords: story.tags.join(', '),
    datePublished: new Date(story.published).toISOString(),
    inLanguage: story.language,
    wordCount: story.words,
    image: site.url + story.art,
    url: site.url + story.path,
    mainEntityOfPage: site.url + story.path,
    author: { '@type': 'Organization', name: desk },
    publisher: { '@type': 'Organization', name: 'Marginalia' },
  }
}
