/** The sponsored places, each with its campaign's rules and the device's decisions beside it. */
import { campaigns, creativeId, pictures } from '../campaigns.mjs'
import { escapeHtml } from './html.mjs'
import { page } from './page.mjs'
import { speech } from './speech.mjs'

/**
 * @param {string} [off] the campaign that is switched off on this page @param {string} path the page's path within the
 *   edition
 */
export function campaignsPage({ off, path }, site) {
  const { language } = site
  const { say, plain, at } = speech(language)
  const slots = [
    { name: 'billboard', of: campaigns, kind: 'wide' },
    { name: 'corner', of: campaigns.filter(({ id }) => id === 'rail' || id === 'air'), kind: 'wide' },
    { name: 'window', of: [], kind: 'picture' },
  ]
  const offs = off
    ? `<p class="campaign-note">${say('campaignsOff')} <a href="${at('/campaigns.html')}">${say('campaignsOffBack')}</a></p>`
    : `<p class="campaign-note">${say('campaignsSwitch')} <a href="${at('/campaigns-off.html')}">${say('campaignsSwitchLink')}</a></p>`
  return page(
    {
      kind: 'campaigns',
      title: plain('campaigns'),
      description: plain('campaignsLine'),
      path,
      main: `<div class="prose campaigns-head">
<h1>${say('campaigns')}</h1>
<p class="lede">${say('campaignsLine')}</p>
</div>
${slots.map((slot) => place(slot, site)).join('\n')}
<section class="campaign-rules" aria-labelledby="campaign-rules-title">
<h2 id="campaign-rules-title">${say('campaignsRules')}</h2>
${offs}
<table class="campaign-table">
<thead><tr>${['campaign', 'campaignHeld', 'campaignSeen'].map((key) => `<th scope="col">${say(key)}</th>`).join('')}</tr></thead>
<tbody>${campaigns.map((each) => rule(each, off, site)).join('\n')}</tbody>
</table>
<p class="campaign-note">${say('campaignsGrave')} <a href="${at('/campaigns-grave.html')}">${say('graveTitle')}</a></p>
<p class="campaign-note"><button class="link" type="button" data-campaign-again>${say('campaignAgain')}</button></p>
</section>`,
    },
    site,
  )
}

/** A page of tragic news with a sponsored place: creatives that are too cheerful are refused, and the page explains this. */
export function gravePage(site) {
  const { language } = site
  const { say, plain } = speech(language)
  const path = '/campaigns-grave.html'
  return page(
    {
      kind: 'campaigns',
      title: plain('graveTitle'),
      description: plain('graveLine'),
      path,
      main: `<article class="prose campaigns-head" data-inkling-item="${escapeHtml(speech(language).at(path))}">
<h1>${say('graveTitle')}</h1>
<p class="lede" data-inkling-summary>${say('graveLine')}</p>
<p>${say('graveText')}</p>
</article>
${place({ name: 'billboard', of: campaigns, kind: 'wide' }, site)}`,
    },
    site,
  )
}

/** The slots are empty and their height is fixed, so that they may be filled in view, on the first visit too. */
function place({ name, of, kind }, { language }) {
  const { say } = speech(language)
  const slot = language === 'ru' ? `ru-${name}` : name
  const creatives =
    kind === 'picture' ? pictures.map((each) => picture(each, language)) : of.map((each) => creative(each, language))
  return `<section class="campaign-place" aria-labelledby="place-${name}">
<h2 id="place-${name}">${say(`place_${name}`)}</h2>
<div class="campaign-slot campaign-slot-${kind}" data-inkling-slot="${slot}" data-own="${say('campaignOwn')}">
${creatives.join('\n')}
</div>
<div class="campaign-why" data-campaign-why="${slot}" data-campaign-names="${escapeHtml(JSON.stringify(namesOf(kind, language)))}"><p class="quiet">${say('campaignWaits')}</p></div>
</section>`
}

const nameOf = ({ sponsor }) => sponsor ?? 'Marginalia'

/** Display names of creatives, keyed by id. */
const namesOf = (kind, language) =>
  Object.fromEntries(
    kind === 'picture'
      ? pictures.map(({ name }) => [creativeId(name, language), speech(language).plain(`picture_${name}`)])
      : campaigns.map((each) => [creativeId(each.id, language), nameOf(each)]),
  )

const template = (id, language, html) =>
  `<template data-inkling-creative="${escapeHtml(creativeId(id, language))}">\n${html}\n</template>`

function creative(each, language) {
  const { html, at } = speech(language)
  const { title, line } = each[language]
  return template(
    each.id,
    language,
    `<a class="promo" href="${at('/about.html')}">
<span class="promo-art"><img src="/assets/art/campaigns/${each.id}.svg" alt="" width="800" height="600"></span>
<span class="promo-text"><strong class="promo-title">${html(title)}</strong>
<span class="promo-line">${html(line)}</span>
<span class="promo-action">${html(nameOf(each))}</span></span></a>`,
  )
}

const picture = ({ name }, language) =>
  template(
    name,
    language,
    `<a class="campaign-picture" aria-label="Nordlys Rail" href="${speech(language).at('/travel/')}"><img src="/assets/art/campaigns/${name}.svg" alt="" width="800" height="600"></a>`,
  )

function rule(each, off, { language }) {
  const { say, html } = speech(language)
  const held = each.id === off ? say('campaignIsOff') : html(each[language].held)
  return `<tr><th scope="row">${html(each.sponsor ?? 'Marginalia')}</th><td>${held}</td><td data-campaign-seen="${each.id}">0</td></tr>`
}
