/** The editors' order: the order of articles for a reader without a history. */
import { hash } from './random.mjs'

/**
 * Newest first, in rounds. Each round takes the next article of every topic, so that the first twelve cards cover
 * twelve topics. `articles` must be sorted newest first; each round is then sorted in the same way.
 */
export function interleave(articles) {
  const queues = groupByTopic(articles)
  const order = []
  while (order.length < articles.length) {
    const round = [...queues.values()].map((queue) => queue.shift()).filter(Boolean)
    order.push(...round.sort((a, b) => b.published - a.published))
  }
  return order
}

/** The short edition: four stories from each of three topics, in the order of the front page. */
export function pickBrief(order) {
  const taken = new Map(['space', 'food', 'music'].map((topic) => [topic, 0]))
  return order.filter(({ topic }) => {
    const n = taken.get(topic)
    taken.set(topic, n + 1)
    return n < 4
  })
}

/** Alternates between stories of both editions, taking `count` from the top of each front page. */
export function pickWorld(first, second, count = 12) {
  return first.slice(0, count).flatMap((article, i) => [article, second[i]].filter(Boolean))
}

/**
 * Suggestions below an article: two of its own topic, and six from different other topics. The slug's hash picks the
 * starting point, so that suggestions differ between articles but not between builds.
 */
export function readNext(article, articles, count = 8) {
  const own = articles.filter((a) => a.topic === article.topic)
  const at = own.indexOf(article)
  const same = [1, 2].map((step) => own[(at + step) % own.length]).filter((a) => a !== article)

  const queues = groupByTopic(articles.filter((a) => a.topic !== article.topic))
  const names = [...queues.keys()].sort()
  const turn = hash(article.slug)
  const others = names.map((_, i) => {
    const queue = queues.get(names[(turn + i) % names.length])
    return queue[(turn >>> 8) % queue.length]
  })
  // Two suggestions from the same topic come second and fifth, where they are easy to find without dominating.
  const list = others.slice(0, count - same.length)
  if (same[0]) list.splice(1, 0, same[0])
  if (same[1] && same[1] !== same[0]) list.splice(4, 0, same[1])
  return list.slice(0, count)
}

function groupByTopic(articles) {
  const groups = new Map()
  for (const article of articles) groups.set(article.topic, [...(groups.get(article.topic) ?? []), article])
  return groups
}
