/**
 * "This magazine also comes in English": in the other edition's language, on the front page only, and only if the
 * reader's browser prefers that language (decided by client/early.js before the first paint). There is no automatic
 * redirect.
 */
import { otherEdition } from '../editions.mjs'
import { speech } from './speech.mjs'

export function offer(language) {
  const other = otherEdition(language).language
  const { say, at } = speech(other)
  return `<aside class="offer" id="edition-offer" lang="${other}" aria-labelledby="edition-offer-text">
<p id="edition-offer-text">${say('offer')}</p>
<a href="${at('/')}" hreflang="${other}">${say('offerYes')}</a>
<button class="link" id="edition-offer-no" type="button">${say('offerNo')}</button>
</aside>`
}
