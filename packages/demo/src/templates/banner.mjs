/**
 * The consent banner. It comes early in the document, so that the keyboard reaches it first, and is displayed at the
 * bottom of the screen, so that it covers no content. Nothing is ticked, and all answers use the same kind of button.
 */
import { speech } from './speech.mjs'

export function banner(language) {
  const { say, at } = speech(language)
  const tick = (purpose) =>
    `<label><input type="checkbox" id="consent-${purpose}" name="${purpose}"> <span>${say(`tick_${purpose}`)}</span></label>`
  return `<section class="banner" id="consent-banner" role="region" aria-labelledby="consent-title" tabindex="-1" hidden>
<div class="banner-text">
<h2 id="consent-title">${say('bannerTitle')}</h2>
<p>${say('bannerText')} <a href="${at('/about.html')}">${say('aboutShort')}</a></p>
<p class="banner-signal">${say('bannerSignal')}</p>
<fieldset class="banner-ticks">
<legend class="unseen">${say('ticks')}</legend>
${tick('content')}
${tick('creatives')}
</fieldset>
<p id="consent-now" role="status" hidden></p>
</div>
<div class="banner-buttons">
<button class="button" id="consent-deny" type="button">${say('bannerNo')}</button>
<button class="button" id="consent-accept" type="button"><span class="banner-both">${say('bannerYes')}</span>\
<span class="banner-one">${say('bannerYesOne')}</span></button>
<button class="button" id="consent-save" type="button">${say('bannerSave')}</button>
</div>
</section>`
}
