/** Explains an item's place, and lists dismissed items. */

import { titleOf } from '../../lib/text/title.ts'
import { explain as explainItem } from '../../ranking/why/explain.ts'
import type { Dismissed, Explanation, Ranking, ReaderEvent } from '../../types.ts'
import type { HasScorer } from '../interfaces/scoring.ts'
import type { Session } from '../interfaces/session.ts'
import { SLOT } from '../slots/slot-items.ts'

type Context = Session & HasScorer

/** @param ranking a ranking, or the name of a list or a slot @param id the item's id, or the creative's name */
export function explain({ scorer, store }: Context, ranking: Ranking | string, id: string): Explanation | undefined {
  const list = typeof ranking === 'string' ? ranking : ranking.list
  const creative = `${SLOT}${list}/${id}`
  // Several lists may share a name. Use the most recently ranked list that contains the item.
  const inputWith = (id: string) =>
    [...scorer.inputs.values()].findLast(
      ({ list: name, candidates }) => name === list && candidates.some((each) => each.id === id),
    )
  const ofList = inputWith(id)
  const input = ofList ?? inputWith(creative)
  const explanation = input && explainItem(input, ofList ? id : creative, scorer.again, !ofList)
  const candidate = input?.candidates.find((each) => each.id === (ofList ? id : creative))
  const origin = store?.replica.origins.get(candidate?.fingerprint ?? '')
  return explanation && { ...explanation, id, ...(origin && { depth: origin.depth }) }
}

/** Dismissed items that haven't been restored, most recent first. */
export function dismissed({ scorer, store }: Context): readonly Dismissed[] {
  const events = scorer.base().history.dismissed.filter(({ kind }) => kind === 'dismiss')
  const latest = new Map<string, ReaderEvent>()
  for (const event of store?.events ?? []) {
    const { kind, item, at } = event
    if (kind === 'dismiss' && events.some((each) => each.item === item) && at >= (latest.get(item)?.at ?? 0))
      latest.set(item, event)
  }
  return [...latest.values()]
    .sort((a, b) => b.at - a.at)
    .map(({ item, text, topic, at }) => ({ id: item, title: titleOf(text, topic), at }))
}
