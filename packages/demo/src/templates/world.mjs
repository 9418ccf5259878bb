/** Both editions in one list. Each story is marked with its language; the page itself is in the edition's language. */
import { list } from './list.mjs'
import { page } from './page.mjs'
import { speech } from './speech.mjs'

/** @param {object} what articles: those of both editions */
export function world({ articles }, site) {
  const { say, plain } = speech(site.language)
  return page(
    {
      kind: 'section',
      title: plain('world'),
      description: plain('worldLine'),
      path: '/world/',
      main: `<div class="section-head">
<h1>${say('world')}</h1>
<p class="section-line">${say('worldLine')}</p>
</div>
${list({ name: 'world', heading: say('topStories'), look: 'cards-section', eager: 4, articles }, site)}`,
    },
    site,
  )
}
