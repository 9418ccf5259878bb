import { foldStep } from '../lib/scoring/fold-step.ts'
import { ruleStep } from '../lib/scoring/rule-step.ts'
import type { RankedItem } from '../types.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Summarises a ranking of all stored items for the first paint: scores without the weight of the page's order, with the
 * rules folded in.
 *
 * @param topicOf returns an item's topic by its id
 */
export function summary(
  items: ReadonlyArray<Pick<RankedItem, 'id' | 'score' | 'parts' | 'rule' | 'from'>>,
  topicOf: (id: string) => string | undefined,
): Pick<Snapshot, 'scores' | 'topics' | 'mean'> {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const scores: Record<string, number> = {}
  const byTopic = new Map<string, number[]>()
  const all = items.map(({ score, parts }) => score - parts.position)
  for (const { id, score: whole, parts, rule } of [...items].sort((a, b) => a.from - b.from)) {
    const score = whole - parts.position
    // A read item is below every unread one, and a dismissed one below these, wherever they are on a page.
    scores[id] = foldStep(score, Math.max(0, ruleStep(rule)))
    const topic = topicOf(id)
    if (topic) byTopic.set(topic, [...(byTopic.get(topic) ?? []), score])
  }
  const topics = Object.fromEntries([...byTopic].map(([topic, values]) => [topic, mean(values)]))
  return { scores, topics, mean: all.length ? mean(all) : 0 }
}
