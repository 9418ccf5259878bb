/** A list that Inkling may sort: its heading, the line that says so, and its cards, which are all alike. */
import { card } from './card.mjs'
import { escapeHtml, say } from './html.mjs'

/**
 * @param {object} list name (the list's name for Inkling), heading (html), look (class), eager (how many pictures load at once)
 */
export function list({ name, id = name, heading, level = 2, look, eager = 0, articles }) {
  return `<section class="stories" aria-labelledby="${escapeHtml(id)}-title">
<div class="stories-head">
<h${level} id="${escapeHtml(id)}-title">${heading}</h${level}>
${note(name)}
</div>
<ol class="cards ${look}" id="${escapeHtml(id)}" lang="en" data-inkling-list="${escapeHtml(name)}">
${articles.map((article, place) => card(article, { place, eager, level: level + 1 })).join('\n')}
</ol>
</section>`
}

/** It keeps its room while it is invisible, so that the list doesn't jump when it has something to say. */
function note(name) {
  return `<div class="note" data-note="${escapeHtml(name)}" hidden>
<span class="note-text" data-said="on">${say('noteOn')}</span>
<span class="note-text" data-said="undone" hidden>${say('noteUndone')}</span>
<button class="link" type="button" data-note-why aria-controls="drawer">${say('noteWhy')}</button>
<button class="link" type="button" data-note-undo>${say('noteUndo')}</button>
<button class="link" type="button" data-note-redo hidden>${say('noteRedo')}</button>
</div>`
}
