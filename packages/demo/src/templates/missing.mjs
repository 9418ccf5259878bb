/** 404. */

import { words } from '../words.mjs'
import { say } from './html.mjs'
import { page } from './page.mjs'

export function missing(site) {
  return page(
    {
      kind: 'missing',
      title: words.missingTitle[0],
      titleRu: words.missingTitle[1],
      description: words.missingText[0],
      path: '/404.html',
      main: `<div class="prose missing">
<p class="missing-number" aria-hidden="true">404</p>
<h1>${say('missingTitle')}</h1>
<p>${say('missingText')}</p>
<p><a href="/">${say('missingLink')}</a></p>
</div>`,
    },
    site,
  )
}
