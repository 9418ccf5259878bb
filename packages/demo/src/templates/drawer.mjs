/** "Under the bonnet": empty sections that client/drawer.js fills. `data-field` marks values for tests. */
import { speech } from './speech.mjs'

export function drawer(language) {
  const { say, at } = speech(language)
  const field = (key, name) => `<div><dt>${say(key)}</dt><dd data-field="${name}">–</dd></div>`
  return `<dialog class="drawer" id="drawer" aria-labelledby="drawer-title">
<div class="drawer-head">
<h2 id="drawer-title">${say('bonnet')}</h2>
<button class="tool" id="drawer-close" type="button">${say('close')}</button>
</div>
<div class="drawer-body">
<p class="drawer-intro">${say('drawerIntro')}</p>
<p class="drawer-missing" data-shelf="missing" hidden>${say('noSdk')}</p>
<section aria-labelledby="drawer-state">
<h3 id="drawer-state">${say('state')}</h3>
<dl class="facts">
<div class="facts-wide"><dt>${say('consent')}</dt><dd data-field="consent">–</dd></div>
${field('engine', 'engine')}
${field('backend', 'backend')}
${field('tier', 'tier')}
${field('ranking', 'milliseconds')}
${field('embedding', 'embedding')}
${field('views', 'views')}
${field('events', 'events')}
${field('vectors', 'vectors')}
<div class="facts-wide"><dt id="drawer-model">${say('model')}</dt><dd><span data-field="bytes">–</span>
<progress max="1" value="0" aria-labelledby="drawer-model" data-shelf="progress"></progress></dd></div>
</dl>
</section>
<section aria-labelledby="drawer-moves">
<h3 id="drawer-moves">${say('moves')} <span class="count" data-field="moved">0</span></h3>
<div data-shelf="lists"></div>
</section>
<section aria-labelledby="drawer-interests">
<h3 id="drawer-interests">${say('interests')}</h3>
<div data-shelf="interests"></div>
<p><a href="${at('/you.html')}">${say('you')}</a></p>
</section>
<section aria-labelledby="drawer-hidden">
<h3 id="drawer-hidden" tabindex="-1">${say('hidden')}</h3>
<div data-shelf="hidden"></div>
</section>
<section aria-labelledby="drawer-creative">
<h3 id="drawer-creative">${say('creative')}</h3>
<div data-shelf="creatives"></div>
</section>
<section aria-labelledby="drawer-errors">
<h3 id="drawer-errors">${say('errors')}</h3>
<div data-shelf="errors"></div>
</section>
<section aria-labelledby="drawer-actions">
<h3 id="drawer-actions">${say('actions')}</h3>
<div class="drawer-actions">
<button class="button" id="drawer-undo" type="button">${say('undoAll')}</button>
<button class="button" id="drawer-export" type="button">${say('exportData')}</button>
<button class="button" id="drawer-erase" type="button">${say('reset')}</button>
<button class="button" id="drawer-withdraw" type="button">${say('withdraw')}</button>
</div>
<p class="drawer-said" role="status" data-shelf="said"></p>
</section>
</div>
</dialog>`
}
