/** The short edition, for who has ten minutes: twelve stories in one list. */
import { say } from './html.mjs'
import { list } from './list.mjs'
import { page } from './page.mjs'

export function brief({ articles }, site) {
  return page(
    {
      kind: 'section',
      title: 'In brief',
      titleRu: 'Коротко',
      description: 'Twelve stories for ten minutes.',
      path: '/brief.html',
      main: `<div class="section-head">
<h1>${say('brief')}</h1>
<p class="section-line">${say('briefLine')}</p>
</div>
${list({ name: 'brief', heading: say('topStories'), look: 'cards-section', eager: 4, articles })}`,
    },
    site,
  )
}
