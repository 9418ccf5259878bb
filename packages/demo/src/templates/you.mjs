/** What the page knows of its reader: Inkling's own element, which tells, edits and deletes it. */
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
      // What stands in the element is seen as long as nothing is kept: then it isn't brought in.
      main: `<div class="prose">
<h1>${say('you')}</h1>
<p class="lede">${say('youLine')}</p>
<inkling-profile topics="${escapeHtml(JSON.stringify(names))}"><p>${say('youNone')}</p></inkling-profile>
</div>`,
    },
    site,
  )
}
