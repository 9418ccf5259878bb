/**
 * Shows Inkling's status: consent and its source, tier and depth, engine, downloaded bytes, arms, storage, and options.
 */

import { type Inner, type Piece, piece } from '../../../../../elements/src/piece.ts'
import type { Consent, Status } from '../../../types.ts'
import type { Inspection, Ranked } from '../inspection.ts'
import type { InspectorInput } from '../inspector-input.ts'
import type { Stored } from '../stored.ts'
import { milliseconds, type Said } from '../texts/said.ts'
import type { Texts } from '../texts/texts.ts'
import { armsSection } from './arms-section.ts'

type Row = readonly [label: string, value: string | number | undefined]

/** Omits rows without a value. */
const rowsOf = (key: string, rows: readonly Row[]): Piece =>
  piece(
    'dl',
    { key },
    ...rows
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([label, value]) => piece('div', { key: label }, piece('dt', {}, label), piece('dd', {}, String(value)))),
  )

/** @param ranked the selected list's last ranking event */
export function statusTab(
  { status, stored, tallies }: Inspection,
  ranked: Ranked | undefined,
  asked: InspectorInput,
  said: Said,
): Inner[] {
  const { texts } = said
  const section = (title: string, rows: readonly Row[]) => [
    piece('h3', { key: title }, title),
    rowsOf(`${title}:rows`, rows),
  ]
  return [
    ...section(texts.consent, [
      [texts.consent, status && consentText(status.consent, texts)],
      [texts.source, sourceOf(asked)],
      [texts.signal, (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl ? '1' : texts.nothing],
    ]),
    ...(status && mayShow(status)
      ? [
          ...section(texts.ranking, rankingRows(status, ranked, said)),
          ...section(texts.engine, engineRows(status, said)),
        ]
      : []),
    ...armsSection(tallies, asked, said),
    ...section(texts.kept, storedRows(stored, said)),
    ...section(`${texts.options}: Inkling ${asked.version}`, optionRows(asked, texts)),
  ]
}

/** Whether lists are ranked, which requires consent to content or a persona preview. */
export const mayShow = ({ consent, persona }: Status): boolean => consent.content || persona !== undefined

/** The consent state and the granted purposes. */
export const consentText = (consent: Consent, { purposes }: Pick<Texts, 'purposes'>): string =>
  [
    consent.state,
    ...(['content', 'creatives', 'measurement'] as const).filter((name) => consent[name]).map((name) => purposes[name]),
  ].join(' · ')

/** The consent source. */
export function sourceOf({ options: { consent = 'manual', audience } }: Pick<InspectorInput, 'options'>): string {
  const source = typeof consent === 'function' ? 'function' : consent
  return audience === 'children' ? `${source} · children` : source
}

const rankingRows = (status: Status, ranked: Ranked | undefined, { texts, speech }: Said): Row[] => [
  [texts.tier, ranked?.ranking.tier],
  [texts.scoring, ranked && milliseconds(ranked.ranking.milliseconds, speech)],
  [texts.depth, status.depth],
  [texts.vectors, status.depths?.join(', ') ?? status.vectors],
  [texts.events, status.events],
  [texts.views, status.pageViews],
  [texts.dial, status.dial],
  [texts.shownAs, status.persona],
]

function engineRows(status: Status, { texts, speech }: Said): Row[] {
  const { loaded, total, fromCache } = status.bytes
  const number = (value: number) => value.toLocaleString(speech.tag)
  const { texts: count, milliseconds: took } = status.embedded
  return [
    [texts.engine, status.engine],
    [texts.table, status.table],
    [texts.backend, status.backend],
    [texts.worker, status.worker],
    [texts.model, status.model],
    [texts.bytes, `${number(loaded)} / ${number(total)}${fromCache ? ` · ${texts.fromCache}` : ''}`],
    [texts.lastRun, `${speech.count(count, texts.texts)} · ${milliseconds(took, speech)}`],
  ]
}

function storedRows({ localStorage, caches, databaseNames }: Stored, { texts, speech }: Said): Row[] {
  const keys = Object.entries(localStorage ?? {}).map(([key, size]): Row => [key, speech.count(size, texts.characters)])
  const files = Object.entries(caches).map(([name, count]): Row => [name, speech.count(count, texts.files)])
  const rows: Row[] = [...keys, ...files, ...databaseNames.map((name): Row => [`IndexedDB ${name}`, '✓'])]
  if (!localStorage) rows.push(['localStorage', texts.blocked])
  return rows.length ? rows : [[texts.kept, texts.nothing]]
}

function optionRows({ options }: InspectorInput, texts: Texts): Row[] {
  const rows = Object.entries(options).map(
    ([name, value]): Row => [name, typeof value === 'function' ? '…' : String(value)],
  )
  return rows.length ? rows : [[texts.options, texts.defaults]]
}
