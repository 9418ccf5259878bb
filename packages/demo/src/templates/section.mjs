/** A topic's page, with all its stories in one list. */
import { list } from './list.mjs'
import { page } from './page.mjs'
import { speech } from './speech.mjs'

export function section({ topic, articles }, site) {
  const { say, html, section: sectionOf } = speech(site.language)
  const { name, line, desk, inside } = sectionOf(topic)
  return page(
    {
      kind: 'section',
      title: name,
      description: line,
      path: `/${topic}/`,
      topic,
      main: `<div class="section-head" data-topic="${topic}">
<h1>${html(name)}</h1>
<p class="section-line">${html(line)}</p>
<p class="section-desk">${html(desk)}<span class="dot" aria-hidden="true">·</span>${say('stories', { n: articles.length })}</p>
</div>
${list(
  {
    name: `section-${topic}`,
    heading: say('allOf', { topic: inside ?? name }),
    look: 'cards-section',
    eager: 2,
    articles,
  },
  site,
)}`,
    },
    site,
  )
}
