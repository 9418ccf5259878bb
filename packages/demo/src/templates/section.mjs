/** One topic's page: all its stories in one list. */
import { topics } from '../topics.mjs'
import { both, say } from './html.mjs'
import { list } from './list.mjs'
import { page } from './page.mjs'

export function section({ topic, articles }, site) {
  const { en, ru, line, lineRu, desk, deskRu } = topics[topic]
  return page(
    {
      kind: 'section',
      title: en,
      titleRu: ru,
      description: line,
      path: `/${topic}/`,
      topic,
      main: `<div class="section-head" data-topic="${topic}">
<h1>${both(en, ru)}</h1>
<p class="section-line">${both(line, lineRu)}</p>
<p class="section-desk">${both(desk, deskRu)}<span class="dot" aria-hidden="true">·</span>${say('stories', { n: articles.length })}</p>
</div>
${list({
  name: `section-${topic}`,
  heading: say('allOf', { topic: en.toLowerCase() }, { topic: ru }),
  look: 'cards-section',
  eager: 2,
  articles,
})}`,
    },
    site,
  )
}
