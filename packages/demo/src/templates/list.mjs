/** A list that Inkling may sort: heading, note, and cards with identical markup. */
import { editions } from '../editions.mjs'
import { card } from './card.mjs'
import { escapeHtml } from './html.mjs'
import { speech } from './speech.mjs'

/**
 * @param {object} list name (for Inkling, without the edition's prefix), heading (HTML), look (a CSS class), eager
 *   (number of pictures loaded eagerly), why (whether each card explains its place)
 */
export function list({ name, heading, level = 2, look, eager = 0, why = false, articles }, { language }) {
  const id = editions[language].lists + name
  return `<section class="stories" aria-labelledby="${escapeHtml(id)}-title">
<div class="stories-head">
<h${level} id="${escapeHtml(id)}-title">${heading}</h${level}>
${note(id, speech(language))}
</div>
<ol class="cards ${look}" id="${escapeHtml(id)}" data-inkling-list="${escapeHtml(id)}">
${articles.map((article, place) => card(article, { place, eager, why, level: level + 1, language })).join('\n')}
</ol>
</section>`
}

/** Takes up space even while invisible, so that the list doesn't shift when a message appears. */
function note(name, { say }) {
  return `<div class="note" data-note="${escapeHtml(name)}" hidden>
<span class="note-text" data-said="on">${say('noteOn')}</span>
<span class="note-text" data-said="undone" hidden>${say('noteUndone')}</span>
<button class="link" type="button" data-note-why aria-controls="drawer">${say('noteWhy')}</button>
<button class="link" type="button" data-note-undo>${say('noteUndo')}</button>
<button class="link" type="button" data-note-redo hidden>${say('noteRedo')}</button>
</div>`
}
