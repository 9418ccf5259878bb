/** For each list, shows which stories moved, from where to where, and why. */
import { make } from './dom.js'
import { inkling } from './events.js'
import { figure, languageOf, tell } from './language.js'
import { legend, span, stackedBar } from './plots.js'
import { tellReason, tellRules, titleOf } from './reasons.js'

const shownRows = 12

export function renderMoves(shelf, rankings) {
  if (!rankings.size) {
    shelf.replaceChildren(make('p', { class: 'quiet' }, tell('movesNone')))
    return
  }
  shelf.replaceChildren(...[...rankings.values()].map(oneList), legend())
}

function oneList({ list, ranking, moved, late }) {
  const name = document.getElementById(`${list}-title`)?.textContent ?? list
  const rows = ranking.items.filter(({ from, to }) => from !== to).slice(0, shownRows)
  const widest = Math.max(...ranking.items.map((item) => span(item.parts)), 1e-9)
  return make(
    'div',
    { id: `moves-${list}` },
    make('h4', {}, `${name} · ${tell('movedOf', { n: moved })}`),
    late ? make('p', { class: 'quiet' }, tell('late')) : undefined,
    rows.length
      ? make(
          'table',
          { class: 'moves' },
          make(
            'thead',
            {},
            make('tr', {}, ...['thItem', 'thPlace', 'thScore'].map((key) => make('th', { scope: 'col' }, tell(key)))),
          ),
          make('tbody', {}, ...rows.map((item) => row(list, item, widest))),
        )
      : make('p', { class: 'quiet' }, tell('stayed')),
  )
}

function row(list, item, widest) {
  const cell = make('td', {}, make('span', { class: 'title', lang: languageOf(item.id) }, titleOf(item.id)))
  const why = make('span', { class: 'because' })
  cell.append(why)
  void reasonOf(list, item).then((reason) => {
    why.textContent = reason ?? ''
  })
  cell.append(
    make(
      'button',
      { class: 'link', type: 'button', onclick: (event) => explain(event, list, item.id) },
      tell('explain'),
    ),
  )
  return make(
    'tr',
    {},
    cell,
    make('td', { class: item.to < item.from ? 'place up' : 'place' }, `${item.from + 1} → ${item.to + 1}`),
    make('td', { class: 'score' }, figure(item.score), stackedBar(item.parts, widest)),
  )
}

/** Leave-one-out: the place that the story would have without each of the reader's actions. */
async function explain(event, list, id) {
  const button = event.currentTarget
  let lines
  try {
    const explanation = await inkling().explain(list, id)
    lines = [
      ...explanation.events.map(({ title, without }) => tell('explainWithout', { text: title, n: without + 1 })),
      ...(await tellRules(explanation)),
    ]
  } catch (error) {
    lines = [tell('failed', { why: error.message })]
  }
  button.replaceWith(make('span', { class: 'because', role: 'status' }, lines.join('; ') || tell('explainNone')))
}

/** Cached for each ranking, since the drawer is redrawn on every event. */
const reasons = new WeakMap()

function reasonOf(list, item) {
  if (!reasons.has(item))
    reasons.set(
      item,
      Promise.resolve(inkling()?.explain(list, item.id))
        .then((explanation) => explanation && tellReason(explanation))
        // inkling:error reports the failure.
        .catch(() => undefined),
    )
  return reasons.get(item)
}
