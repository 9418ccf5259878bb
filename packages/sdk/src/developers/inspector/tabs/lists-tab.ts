/**
 * Shows the lists found on the page and, for the selected list, every item with its place, score parts, reason and rule
 * effects.
 */

import { type Inner, type Piece, piece } from '../../../../../elements/src/piece.ts'
import { ruleSentence, sentence } from '../../../../../elements/src/sentences/sentences.ts'
import type { Explanation, ScoreParts } from '../../../types.ts'
import type { CheckReport } from '../../check/report/report.ts'
import { type Explained, type Inspection, MOST_ITEMS, type Ranked } from '../inspection.ts'
import { type RuleEffect, ruleEffects } from '../rules.ts'
import { milliseconds, type Said, signed } from '../texts/said.ts'
import type { Texts } from '../texts/texts.ts'
import { mayShow } from './status-tab.ts'

/** @param choose selects another list, given its selector */
export function listsTab(
  found: Inspection,
  ranked: Ranked | undefined,
  said: Said,
  choose: (at: string) => void,
): Inner[] {
  const { texts, speech } = said
  const { report, list, items, status } = found
  const findings = findingsOf(report, texts)
  if (!list) return [piece('p', {}, texts.noList), ...findings]
  const options = report.lists.map(({ name, at, items }) =>
    piece('option', { key: at, value: at }, `${name}: ${speech.count(items.length, texts.items)}`),
  )
  const onchange = (event: Event) => choose((event.target as HTMLSelectElement).value)
  const rest = list.items.length - MOST_ITEMS
  const effects = ruleEffects(items.map(({ why }) => why))
  return [
    piece(
      'p',
      { className: 'row' },
      piece('label', { htmlFor: 'list' }, texts.list),
      piece('select', { id: 'list', value: list.at, onchange }, ...options),
    ),
    piece('p', { key: 'how' }, status && mayShow(status) ? howOrdered(list.fixed, ranked, said) : texts.noConsent),
    piece('p', { key: 'order' }, texts.pageOrders[list.order ?? 'auto']),
    piece('ol', { className: 'items' }, ...items.map((each) => itemOf(each, said))),
    rest > 0 && piece('p', { key: 'rest' }, speech.count(rest, texts.more)),
    piece('h3', { key: 'rules' }, texts.rules),
    effects.length
      ? piece(
          'ul',
          { key: 'effects' },
          ...effects.map((effect) => piece('li', { key: effect.rule }, effectText(effect, said))),
        )
      : piece('p', { key: 'effects' }, texts.noRules),
    ...findings,
  ]
}

const effectText = ({ rule, up, down }: RuleEffect, { texts, speech }: Said) =>
  `${rule}: ${[up && speech.count(up, texts.up), down && speech.count(down, texts.down)].filter(Boolean).join(', ')}`

function howOrdered(fixed: number, ranked: Ranked | undefined, { texts, speech }: Said): string {
  const told = ranked
    ? [
        ranked.why ? texts.unmoved[ranked.why] : speech.count(ranked.moved, texts.moved),
        ranked.by,
        ranked.ranking.tier,
        milliseconds(ranked.ranking.milliseconds, speech),
      ]
    : [texts.unheard]
  return [...told, fixed ? speech.count(fixed, texts.fixed) : ''].filter(Boolean).join(' · ')
}

function itemOf({ item, why }: Explained, said: Said): Piece {
  const { texts, speech } = said
  if (!why) return piece('li', { key: item.id }, piece('p', {}, `${item.title} · ${texts.notRanked}`))
  const summary = `${item.title} · ${texts.was} ${why.from + 1} · ${texts.score} ${signed(why.score, speech)}`
  const more = [why.tier, why.depth === undefined ? '' : `${texts.depth}: ${why.depth}`, item.topic ?? '']
  return piece(
    'li',
    { key: item.id },
    piece(
      'details',
      {},
      piece('summary', {}, piece('b', {}, `${why.to + 1}. `), summary),
      piece('p', {}, `${sentence(why, { language: speech.tag })}.`),
      piece('p', { key: 'more', className: 'small' }, more.filter(Boolean).join(' · ')),
      partsTable(why, said),
      piece(
        'ul',
        {},
        ...why.rules.map((step) => piece('li', { key: step.rule }, ruleSentence(step, { language: speech.tag }))),
      ),
    ),
  )
}

/** A table of the score's parts and their sum. */
function partsTable({ parts, score }: Explanation, { texts, speech }: Said): Piece {
  const row = (name: string, value: number) =>
    piece('tr', { key: name }, piece('th', { scope: 'row' }, name), piece('td', {}, signed(value, speech)))
  const rows = Object.entries(parts) as Array<[keyof ScoreParts, number]>
  return piece(
    'table',
    {},
    piece('tbody', {}, ...rows.map(([name, value]) => row(texts.parts[name], value))),
    piece('tfoot', {}, row(texts.sum, score)),
  )
}

function findingsOf({ findings }: CheckReport, texts: Texts): Inner[] {
  const rows = findings.map(({ severity, code, message, write }, place) =>
    piece(
      'li',
      { key: `${place}${code}` },
      piece('b', {}, `${texts.severities[severity]}: `),
      // The page check's findings are available in English only.
      piece('span', { lang: 'en' }, message),
      write && piece('pre', { lang: 'en', tabIndex: 0 }, write),
    ),
  )
  return [
    piece('h3', { key: 'findings' }, texts.findings),
    rows.length ? piece('ul', { key: 'found' }, ...rows) : piece('p', { key: 'found' }, texts.noFindings),
  ]
}
