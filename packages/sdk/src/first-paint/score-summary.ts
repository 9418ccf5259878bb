import { ruleStep } from '../lib/scoring/rule-step.ts'
import type { RankedItem } from '../types.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Summarises a ranking of all stored items for the first paint: scores that ignore the page's order, and the steps that
 * rules assigned.
 *
 * @param topicOf returns the topic of the item with this id
 */
export function summary(
  items: ReadonlyArray<Pick<RankedItem, 'id' | 'score' | 'parts' | 'rule' | 'from'>>,
  topicOf: (id: string) => string | undefined,
): Pick<Snapshot, 'scores' | 'steps' | 'topics' | 'mean'> {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const scores: Record<string, number> = {}
  const steps: Record<string, number> = {}
  const byTopic = new Map<string, number[]>()
  const all = items.map(({ score, parts }) => score - parts.position)
  for (const { id, score: whole, parts, rule } of [...items].sort((a, b) => a.from - b.from)) {
    const score = whole - parts.position
    scores[id] = score
    const step = ruleStep(rule)
    if (step > 0) steps[id] = step
    const topic = topicOf(id)
    if (topic) byTopic.set(topic, [...(byTopic.get(topic) ?? []), score])
  }
  const topics = Object.fromEntries([...byTopic].map(([topic, values]) => [topic, mean(values)]))
  return { scores, steps, topics, mean: all.length ? mean(all) : 0 }
}
