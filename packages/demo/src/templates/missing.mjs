/** The 404 page. */
import { page } from './page.mjs'
import { speech } from './speech.mjs'

export function missing(site) {
  const { say, plain, at } = speech(site.language)
  return page(
    {
      kind: 'missing',
      title: plain('missingTitle'),
      description: plain('missingText'),
      path: '/404.html',
      counterpart: '/',
      main: `<div class="prose missing">
<p class="missing-number" aria-hidden="true">404</p>
<h1>${say('missingTitle')}</h1>
<p>${say('missingText')}</p>
<p><a href="${at('/')}">${say('missingLink')}</a></p>
</div>`,
    },
    site,
  )
}
