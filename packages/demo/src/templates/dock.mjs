/**
 * A strip at the bottom of the screen with the guided minute, and the offer of a list's new order. Empty and hidden until
 * client/guide.js and client/fresh.js fill it. Like the banner, it is reached first by the keyboard.
 */
import { editions } from '../editions.mjs'
import { speech } from './speech.mjs'

export function dock(language) {
  const { say } = speech(language)
  return `<aside class="dock" id="dock" aria-label="${say('guide')}">
<div class="fresh" id="fresh" hidden>
<p role="status" data-fresh-said></p>
<button class="button" id="fresh-apply" type="button">${say('freshApply')}</button>
</div>
<div class="guide" id="guide" data-step="" data-root="${editions[language].root}" hidden>
<p class="guide-name">${say('guide')} <span data-guide="count"></span></p>
<p class="guide-live" data-guide="live"></p>
<p class="guide-said" role="status"><strong data-guide="place" hidden></strong> <span data-guide="said"></span></p>
<div class="guide-buttons">
<a class="button" href="${editions[language].root}/" data-guide="go" hidden></a>
<button class="button" type="button" data-guide="act" hidden></button>
<button class="button" type="button" data-guide="next" hidden>${say('guideNext')}</button>
<button class="link" id="guide-leave" type="button">${say('guideLeave')}</button>
</div>
</div>
</aside>`
}
