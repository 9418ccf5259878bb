import type { Evidence } from './evidence.ts'
import type { FeatureInput, Similarities } from './feature-input.ts'
import { centre, cosines, lightSimilarities, meanRow, unitRows } from './similarity.ts'

/** How a tier compares candidates with events. */
export type Comparison = Omit<Similarities, 'words'>

/** The lexical tier compares shared words and labels. */
export function byWords({ candidates, history }: FeatureInput): Comparison {
  const known = [...history.positive, ...history.skipped]
  const all = [...known, ...history.dismissed]
  const similarities = lightSimilarities(candidates, all, known.length) // (C, all)
  const column = new Map(all.map((event, h) => [event, h]))
  const matrix = (events: readonly Evidence[]) => {
    const out = new Float32Array(candidates.length * events.length)
    const columns = events.map((event) => column.get(event)!)
    for (let c = 0, i = 0; c < candidates.length; c++)
      for (const h of columns) out[i++] = similarities[c * all.length + h]!
    return out
  }
  const sum = (events: readonly Evidence[], coefficients: readonly number[]) => {
    const columns = events.map((event) => column.get(event)!)
    return candidates.map(({ id }, c) =>
      events.reduce(
        (total, event, h) =>
          event.item === id ? total : total + coefficients[h]! * similarities[c * all.length + columns[h]!]!,
        0,
      ),
    )
  }
  return { knows: () => true, matrix, sum }
}

/** The semantic tier compares text vectors. */
export function byVectors({ candidates, history, vectors }: FeatureInput): Comparison {
  const width = vectors.values().next().value?.length ?? 0
  const rowsOf = (all: ReadonlyArray<{ readonly fingerprint: string }>) =>
    unitRows(
      all.map(({ fingerprint }) => vectors.get(fingerprint)),
      width,
    )
  const rows = rowsOf(candidates)
  const known = rowsOf([...history.positive, ...history.skipped])
  // Centre the vectors, because whatever all texts here have in common says nothing about a reader, just like common
  // words. Dismissed items are left out of the mean, so that another dismissal doesn't shift it.
  const common = meanRow([rows, known], width)
  centre(rows, common)
  const place = new Map([...history.positive, ...history.skipped, ...history.dismissed].map((event, h) => [event, h]))
  const all = new Float32Array(place.size * width) // (H, width)
  all.set(centre(known, common).rows)
  all.set(centre(rowsOf(history.dismissed), common).rows, known.rows.length)
  const rowOf = (event: Evidence) => {
    const start = place.get(event)! * width
    return all.subarray(start, start + width)
  }
  const matrix = (events: readonly Evidence[]) => {
    const some = new Float32Array(events.length * width) // (H, width)
    events.forEach((event, h) => {
      some.set(rowOf(event), h * width)
    })
    return cosines(rows, { rows: some, width })
  }
  const sum = (events: readonly Evidence[], coefficients: readonly number[]) => {
    // The cosine is linear in the unit rows, so the events can be summed once and used for all candidates.
    const combined = new Float32Array(width)
    events.forEach((event, h) => {
      const row = rowOf(event)
      for (let d = 0; d < width; d++) combined[d]! += coefficients[h]! * row[d]!
    })
    const own = new Map(events.map((event, h) => [event.item, coefficients[h]!]))
    const totals = cosines(rows, { rows: combined, width }) // (C, 1)
    return candidates.map(({ id }, c) => totals[c]! - (own.get(id) ?? 0))
  }
  return { knows: (event) => vectors.has(event.fingerprint), matrix, sum }
}
