/**
 * The consent banner. It comes early in the document, so that the keyboard reaches it first, and is displayed at the
 * bottom of the screen, so that it covers no content. Both answers deliberately use the same kind of button.
 */
import { speech } from './speech.mjs'

export function banner(language) {
  const { say, at } = speech(language)
  return `<section class="banner" id="consent-banner" role="region" aria-labelledby="consent-title" hidden>
<div class="banner-text">
<h2 id="consent-title">${say('bannerTitle')}</h2>
<p>${say('bannerText')} <a href="${at('/about.html')}">${say('aboutShort')}</a></p>
</div>
<div class="banner-buttons">
<button class="button" id="consent-accept" type="button">${say('bannerYes')}</button>
<button class="button" id="consent-deny" type="button">${say('bannerNo')}</button>
</div>
</section>`
}
