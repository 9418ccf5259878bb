/** The front page: a promotion, and every story of the edition. */
import { hero } from './creative.mjs'
import { list } from './list.mjs'
import { page } from './page.mjs'
import { speech } from './speech.mjs'

export function home({ articles, promotions }, site) {
  const { say, plain } = speech(site.language)
  return page(
    {
      kind: 'home',
      title: plain('homeTitle'),
      description: plain('homeDescription'),
      path: '/',
      main: `<h1 class="unseen" lang="en">Marginalia</h1>
${hero(promotions, site)}
${list({ name: 'top-stories', heading: say('topStories'), look: 'cards-front', eager: 4, why: true, articles }, site)}`,
    },
    site,
  )
}
