/** The short edition: twelve stories in one list. */
import { list } from './list.mjs'
import { page } from './page.mjs'
import { speech } from './speech.mjs'

export function brief({ articles }, site) {
  const { say, plain } = speech(site.language)
  return page(
    {
      kind: 'section',
      title: plain('brief'),
      description: plain('briefLine'),
      path: '/brief.html',
      main: `<div class="section-head">
<h1>${say('brief')}</h1>
<p class="section-line">${say('briefLine')}</p>
</div>
${list({ name: 'brief', heading: say('topStories'), look: 'cards-section', eager: 4, articles }, site)}`,
    },
    site,
  )
}
