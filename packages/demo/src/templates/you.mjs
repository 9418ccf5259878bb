/** The reader's data, shown in Inkling's own element, where it can be viewed, edited and deleted. */
import { topicNames } from '../topics.mjs'
import { escapeHtml } from './html.mjs'
import { page } from './page.mjs'
import { speech } from './speech.mjs'

export function you(site) {
  const { say, plain, section } = speech(site.language)
  const names = Object.fromEntries(topicNames.map((topic) => [topic, section(topic).name]))
  return page(
    {
      kind: 'you',
      title: plain('you'),
      description: plain('youLine'),
      path: '/you.html',
      // The element's content is a fallback, displayed while nothing is stored and the element's script isn't loaded.
      main: `<div class="prose">
<h1>${say('you')}</h1>
<p class="lede">${say('youLine')}</p>
<p class="choice"><span role="status" data-choice>${say('choiceNone')}</span>
<button class="link" type="button" data-choose>${say('choiceChange')}</button></p>
<inkling-profile topics="${escapeHtml(JSON.stringify(names))}"><p>${say('youNone')}</p></inkling-profile>
</div>`,
    },
    site,
  )
}
