/** A list that Inkling may sort: its heading, the line that says so, and its cards, which are all alike. */
import { editions } from '../editions.mjs'
import { card } from './card.mjs'
import { escapeHtml } from './html.mjs'
import { speech } from './speech.mjs'

/**
 * @param {object} list name (the list's name for Inkling, without the edition's), heading (html), look (class), eager (how many pictures load at once), why
 *   (whether each card tells why it is there)
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

/** It keeps its room while it is invisible, so that the list doesn't jump when it has something to say. */
function note(name, { say }) {
  return `<div class="note" data-note="${escapeHtml(name)}" hidden>
<span class="note-text" data-said="on">${say('noteOn')}</span>
<span class="note-text" data-said="undone" hidden>${say('noteUndone')}</span>
<button class="link" type="button" data-note-why aria-controls="drawer">${say('noteWhy')}</button>
<button class="link" type="button" data-note-undo>${say('noteUndo')}</button>
<button class="link" type="button" data-note-redo hidden>${say('noteRedo')}</button>
</div>`
}
