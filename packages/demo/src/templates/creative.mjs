/**
 * The promotion on the front page. The editors' own is ordinary content, there for everybody; the others lie beside it
 * as templates, and all have one size, so that a change moves nothing else.
 */
import { both, escapeHtml, say } from './html.mjs'

export function hero(own, others) {
  return `<aside class="hero" aria-labelledby="hero-name">
<div class="hero-side">
<p class="hero-name" id="hero-name">${say('promo')}</p>
<p class="hero-chosen" data-chosen hidden><span role="status" data-chosen-said>${say('chosenForYou')}</span>
<button class="link" type="button" data-chosen-why>${say('noteWhy')}</button>
<button class="link" type="button" data-chosen-undo>${say('chosenUndo')}</button></p>
</div>
<div class="hero-slot" data-inkling-slot="hero">
${promotion(own)}
${others.join('\n')}
</div>
</aside>`
}

export function creative(promo) {
  const about = `data-inkling-topic="${escapeHtml(promo.topic)}" data-inkling-audience="${escapeHtml(promo.audience)}"`
  return `<template data-inkling-creative="${escapeHtml(promo.name)}" ${about}>
${promotion(promo)}
</template>`
}

function promotion({ name, href, title, titleRu, line, lineRu, action, actionRu }) {
  return `<a class="promo" href="${escapeHtml(href)}" data-creative="${escapeHtml(name)}">
<span class="promo-art">
<img src="/assets/art/promo/${escapeHtml(name)}.svg" alt="" width="800" height="600" loading="lazy" decoding="async"></span>
<span class="promo-text">
<strong class="promo-title">${both(title, titleRu)}</strong>
<span class="promo-line">${both(line, lineRu)}</span>
<span class="promo-action">${both(action, actionRu)}</span>
</span>
</a>`
}
