/** Orders the page's list by likeness to what was read: the same work for every way of making vectors. */

/**
 * @param {(texts: string[]) => Promise<Array<ArrayLike<number>>>} embed vectors of length 1
 */
export async function order(embed) {
  const list = document.querySelector('[data-inkling-list]')
  const items = [...list.children]
  const read = JSON.parse(document.getElementById('read').textContent)
  const vectors = await embed([...read, ...items.map((item) => item.querySelector('h3').textContent)])
  const mean = Array.from(vectors[0], (_, i) => read.reduce((sum, _, row) => sum + vectors[row][i], 0))
  const likeness = new Map(items.map((item, i) => [item, dot(vectors[read.length + i], mean)]))
  list.append(...items.sort((a, b) => likeness.get(b) - likeness.get(a)))
  visit.done()
  visit.embed = embed
}

const dot = (a, b) => {
  let sum = 0
  for (let i = 0; i < b.length; i++) sum += a[i] * b[i]
  return sum
}

/** Milliseconds until the vectors of these texts are there. */
visit.time = async (texts) => {
  const started = performance.now()
  const vectors = await visit.embed(texts)
  if (vectors.length !== texts.length) throw new Error(`${vectors.length} vectors for ${texts.length} texts`)
  return performance.now() - started
}

/** @returns {Promise<number[]>} the cosine of each pair */
visit.cosines = async (pairs) => {
  const cosines = []
  for (let from = 0; from < pairs.length; from += 24) {
    const some = pairs.slice(from, from + 24)
    const vectors = await visit.embed(some.flat())
    for (const i of some.keys()) cosines.push(dot(vectors[2 * i], vectors[2 * i + 1]))
  }
  return cosines
}

/** @returns {Promise<number[][]>} */
visit.vectors = async (texts) => (await visit.embed(texts)).map((vector) => Array.from(vector))
