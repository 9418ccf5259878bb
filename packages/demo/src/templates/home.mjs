/** The front page: a promotion, and every story of the edition. */
import { creative, hero } from './creative.mjs'
import { say } from './html.mjs'
import { list } from './list.mjs'
import { page } from './page.mjs'

export function home({ articles, promotions }, site) {
  return page(
    {
      kind: 'home',
      title: 'Marginalia: notes from the edge of the page',
      titleRu: 'Marginalia: заметки на полях',
      description: 'A small magazine on twelve subjects that puts itself in order on your own device.',
      path: '/',
      main: `<h1 class="unseen" lang="en">Marginalia</h1>
${hero(promotions[0], promotions.slice(1).map(creative))}
${list({ name: 'top-stories', heading: say('topStories'), look: 'cards-front', eager: 4, articles })}`,
    },
    site,
  )
}
