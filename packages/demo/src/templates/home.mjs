/** The front page: a promotion, and twenty-four stories. */
import { creative, hero } from './creative.mjs'
import { say } from './html.mjs'
import { list } from './list.mjs'
import { page } from './page.mjs'

export function home({ articles, promotions }, site) {
  return page(
    {
      kind: 'home',
      title: 'Marginalia: notes from the edge of the page',
      description: 'A small magazine on twelve subjects that puts itself in order on your own device.',
      path: '/',
      main: `<h1 class="unseen">Marginalia</h1>
${list({ name: 'top-stories', heading: say('topStories'), look: 'cards-front', eager: 4, articles })}
${hero(promotions[0], promotions.slice(1).map(creative))}`,
    },
    site,
  )
}
