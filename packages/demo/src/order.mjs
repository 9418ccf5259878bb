/** The editor's order: which articles stand where before anything is known about the reader. */
import { hash } from './random.mjs'

/**
 * Newest first, but in rounds: a round takes each topic's next article, so that the first twelve cards come from
 * twelve topics. `articles` is newest first already, and so is each round.
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

/** The short edition: four stories of each of three topics, in the order of the front page. */
export function pickBrief(order) {
  const taken = new Map(['space', 'food', 'music'].map((topic) => [topic, 0]))
  return order.filter(({ topic }) => {
    const n = taken.get(topic)
    taken.set(topic, n + 1)
    return n < 4
  })
}

/** Both languages in turn, so many stories of each, as each front page begins. */
export function pickWorld(first, second, count = 12) {
  return first.slice(0, count).flatMap((article, i) => [article, second[i]].filter(Boolean))
}

/**
 * Below an article: two of its own topic, six from elsewhere, no two of those from one topic. The hash of the slug
 * turns the wheel, so that every article gets different neighbours and every build the same ones.
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
  // The two of the same topic stand second and fifth: near enough to be found, far enough not to be all one sees.
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
