// Number of neighbours used to predict a topic.
const NEAREST = 10

export function dotOf(a, b) {
  let dot = 0
  for (let d = 0; d < a.length; d++) dot += a[d] * b[d]
  return dot
}

/**
 * For each text, whether the most common topic among its ten nearest neighbours is its own (leave-one-out).
 *
 * @param {(i: number, j: number) => number} likeness similarity of two texts, given their indices
 * @param {readonly string[]} topics each text's topic
 * @returns {boolean[]}
 */
export function rightTopics(likeness, topics) {
  return topics.map((own, i) => {
    const near = [] // nearest first
    for (let j = 0; j < topics.length; j++) {
      if (j === i) continue
      const dot = likeness(i, j)
      if (near.length === NEAREST && dot <= near[NEAREST - 1].dot) continue
      near.push({ dot, topic: topics[j] })
      near.sort((a, b) => b.dot - a.dot)
      near.length = Math.min(NEAREST, near.length)
    }
    const votes = new Map()
    for (const { topic, dot } of near) votes.set(topic, (votes.get(topic) ?? 0) + 1 + dot / 1e6) // ties go to the nearer
    return [...votes].sort((a, b) => b[1] - a[1])[0][0] === own
  })
}
