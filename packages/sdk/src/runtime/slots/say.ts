/**
 * Words the reasons for a choice in English and Russian. Reasons are shown only when the reader asks for them, so they
 * are part of `explain.js`.
 */

import type { Choice } from '../../creatives/choose.ts'
import type { CampaignReason, Refusal } from '../../types.ts'
import { type Text, tell } from '../languages/page-language.ts'

const REFUSALS: Readonly<Record<Refusal, Text>> = {
  off: ['it is switched off', 'отключено'],
  early: ['its time has not come yet', 'его срок ещё не наступил'],
  ended: ['its time is over', 'его срок закончился'],
  hours: ['it is for other days or hours', 'оно для других дней или часов'],
  session: ['you have seen it often enough in this visit', 'за это посещение вы видели его достаточно'],
  day: ['you have seen it often enough today', 'за сутки вы видели его достаточно'],
  week: ['you have seen it often enough this week', 'за неделю вы видели его достаточно'],
  gap: ['you have seen it a short while ago', 'вы видели его совсем недавно'],
  excluded: ['a rival stands on this page', 'на странице уже стоит его конкурент'],
  tone: ['its tone does not suit this page', 'его тон не подходит к этой странице'],
  audience: ['it is meant for others', 'оно предназначено другим'],
  unsafe: ['it holds something that it may not', 'в нём есть недопустимое'],
  arm: ['others are tried out here', 'здесь пробуют другие'],
  share: ['this is not its turn', 'сейчас не его очередь'],
  priority: ['another goes first', 'другое важнее'],
  fallback: ['it is kept for when nothing else may be shown', 'оно на случай, когда больше показать нечего'],
  unknown: ['nothing is known yet that speaks for it', 'пока ничто не говорит в его пользу'],
  chance: ['another was drawn', 'выпало другое'],
  late: ['this place may have been seen before it was chosen', 'это место, возможно, увидели раньше, чем его выбрали'],
}

const CHOICES = {
  share: [
    'It is this campaign’s turn: a share of the showings here was agreed for it.',
    'Сейчас очередь этой кампании: за ней закреплена доля показов на этом месте.',
  ],
  fits: [
    'Of what may be shown here it is expected to suit you best, by what you have read on this device.',
    'Из того, что можно показать здесь, это, судя по прочитанному на этом устройстве, подходит вам лучше всего.',
  ],
  results: [
    'Of what may be shown here it is expected to be of most use, by what all readers of the site did and what was shown on this device.',
    'Из того, что можно показать здесь, от этого ожидается больше всего пользы: по поведению всех читателей сайта и показам на этом устройстве.',
  ],
  explored: [
    'Another was expected to do better. This one is shown now and then, to learn more of it.',
    'От другого ожидалось больше. Это показывается время от времени, чтобы узнать о нём больше.',
  ],
  only: ['It is the only one that may be shown here now.', 'Сейчас здесь можно показать только это.'],
  default: [
    'This is the editors’ own: none of the others is to be shown here now.',
    'Это выбор редакции: из остального сейчас ничего показать нельзя.',
  ],
} satisfies Readonly<Record<string, Text>>

function said({ by, explored, candidate, rates }: Choice): Text {
  if (by !== 'results') return CHOICES[by]
  if (explored) return CHOICES.explored
  if (candidate?.campaign.fallback || Object.keys(rates).length < 2) return CHOICES.only
  return (candidate?.fits.content ?? 0) > 0 ? CHOICES.fits : CHOICES.results
}

export const reasonOf = (choice: Choice): CampaignReason => ({
  why: 'campaign',
  by: choice.by,
  explored: choice.explored,
  text: tell(said(choice)),
  others: Object.entries(choice.refused).map(([creative, refusal]) => ({
    creative,
    refusal,
    text: tell(REFUSALS[refusal]),
  })),
})
