/**
 * The promotion on the front page. The editors' default is ordinary content for everybody; the others are templates of
 * the same size, so that replacing it shifts nothing.
 */
import { escapeHtml } from './html.mjs'
import { speech } from './speech.mjs'

/** @param {Array<object>} promotions the editors' default first */
export function hero([own, ...others], { language }) {
  const { say } = speech(language)
  return `<aside class="hero" aria-labelledby="hero-name">
<div class="hero-side">
<p class="hero-name" id="hero-name">${say('promo')}</p>
<p class="hero-chosen" data-chosen hidden><span role="status" data-chosen-said>${say('chosenForYou')}</span>
<button class="link" type="button" data-chosen-why>${say('noteWhy')}</button>
<button class="link" type="button" data-chosen-undo>${say('chosenUndo')}</button></p>
</div>
<div class="hero-slot" data-inkling-slot="hero">
${promotion(own, language)}
${others.map((other) => creative(other, language)).join('\n')}
</div>
</aside>`
}

function creative(promo, language) {
  const about = `data-inkling-topic="${escapeHtml(promo.topic)}" data-inkling-audience="${escapeHtml(promo[language].audience)}"`
  return `<template data-inkling-creative="${escapeHtml(promo.name)}" ${about}>
${promotion(promo, language)}
</template>`
}

function promotion(promo, language) {
  const { name, href } = promo
  const { title, line, action } = promo[language]
  const { at, html } = speech(language)
  return `<a class="promo" href="${escapeHtml(at(href))}">
<span class="promo-art">
<img src="/assets/art/promo/${escapeHtml(name)}.svg" alt="" width="800" height="600" loading="lazy" decoding="async"></span>
<span class="promo-text">
<strong class="promo-title">${html(title)}</strong>
<span class="promo-line">${html(line)}</span>
<span class="promo-action">${html(action)}</span>
</span>
</a>`
}
