/** An unbiased order: by popularity, and by what is known of the reader's taste. Fast, because it reads no text. */
import { normal, type Order } from '../../../measure/src/fairness/simulation.ts'

export const plainOrder: Order = ({ page, taste, seen, random }) => {
  const trust = seen.length / (seen.length + 40)
  const scores = page.map(
    ({ topic, popularity }, place) =>
      0.8 * trust * taste.get(topic)! +
      0.7 * Math.log(popularity / (1 - popularity)) +
      0.5 * normal(random) -
      0.02 * place,
  )
  return [...page.keys()].sort((a, b) => scores[b]! - scores[a]!)
}
