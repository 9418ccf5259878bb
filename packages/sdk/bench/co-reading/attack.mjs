/**
 * A membership-inference attack on the file (Shokri and others, S&P 2017): somebody who knows all that a reader opened
 * guesses whether the reader is among those from whom the file was made. Half of the readers are; a reader's score is
 * the mean cosine between the vectors of the items that they opened, minus the same mean in a file made from the other
 * half. The latter shows how coherent their taste is in any case (a reference model, as in Carlini and others, S&P
 * 2022).
 */

const vectorsIn = (text, D) => {
  const { items, vectors } = JSON.parse(text)
  const steps = new Int8Array(Buffer.from(vectors, 'base64'))
  return new Map(
    items.map((item, row) => {
      const own = Array.from(steps.subarray(row * D, row * D + D))
      const length = Math.hypot(...own) || 1
      return [item, own.map((step) => step / length)]
    }),
  )
}

/** Mean cosine of all pairs. */
function coherence(own, vectors) {
  const known = own.flatMap((item) => (vectors.has(item) ? [vectors.get(item)] : []))
  if (known.length < 2) return 0
  const sum = known[0].map((_, d) => known.reduce((all, vector) => all + vector[d], 0))
  const square = sum.reduce((all, value) => all + value ** 2, 0)
  return (square - known.length) / (known.length * (known.length - 1))
}

/** Area under the ROC curve, and the true-positive rate at a false-positive rate of 1 %. */
function successOf(members, others) {
  const sorted = [...others].sort((a, b) => a - b)
  const limit = sorted[Math.ceil(0.99 * sorted.length) - 1]
  let above = 0
  for (const member of members) for (const other of others) above += member > other ? 1 : member === other ? 0.5 : 0
  const found = members.filter((score) => score > limit).length
  return { area: above / members.length / others.length, found: found / members.length }
}

export async function attack({ train, openingsOf, fileOf, hash, D }) {
  const own = new Map()
  for (const { user, clicked } of train) own.set(user, [...(own.get(user) ?? []), ...clicked])
  const isMember = (user) => hash(user, 17) % 2 === 0
  // Readers who opened something rare are easiest to find.
  const readers = new Map()
  for (const items of own.values()) for (const item of items) readers.set(item, (readers.get(item) ?? 0) + 1)
  const rarest = (items) => Math.min(...items.map((item) => readers.get(item)))
  const all = [...own].filter(([, items]) => items.length > 1)
  const limit = all.map(([, items]) => rarest(items)).sort((a, b) => a - b)[Math.floor(all.length / 10)]
  console.log(
    '| minimum readers | items | AUC | found at 1 % | AUC, readers of rare items | found at 1 % |\n|---|---|---|---|---|---|',
  )
  for (const minReaders of [1, 3, 10, 20]) {
    const halves = [true, false].map((half) =>
      openingsOf(
        train.filter(({ user }) => isMember(user) === half),
        minReaders,
      ),
    )
    if (halves.some(({ items }) => items.length <= D)) continue
    const [target, reference] = await Promise.all(halves.map(async (half) => vectorsIn(await fileOf(half), D)))
    const scored = all.map(([user, items]) => ({
      isIn: isMember(user),
      isRare: rarest(items) <= limit,
      score: coherence(items, target) - coherence(items, reference),
    }))
    const success = (chosen) => {
      const scores = (isIn) => chosen.filter((each) => each.isIn === isIn).map(({ score }) => score)
      const { area, found } = successOf(scores(true), scores(false))
      return `${area.toFixed(3)} | ${(100 * found).toFixed(1)} %`
    }
    console.log(
      `| ${minReaders} | ${target.size} | ${success(scored)} | ${success(scored.filter(({ isRare }) => isRare))} |`,
    )
  }
}
