// @vitest-environment node
// The regression of counts on vectors: it finds what texts say, refuses noise, and its intervals hold what is left out.

import { describe, expect, test } from 'vitest'
import { uniform } from '../../src/evaluate/random.ts'
import { type Example, fitHead, LEAST_EXAMPLES, solve } from '../../src/texts/fit-head.ts'
import { componentsOf } from '../../src/texts/variance-components.ts'

const SIZE = 8

/** Examples of groups with different levels, whose values follow a direction with a slope. */
function examplesOf({ groups = 60, each = 5, slope = 1, seed = 1 } = {}): Array<Example & { readonly truth: number }> {
  const random = uniform(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Array.from({ length: groups }, (_, g) => {
    const level = normal()
    return Array.from({ length: each }, (_, n) => {
      const raw = Array.from({ length: SIZE }, normal)
      const vector = Float32Array.from(raw, (value) => value / Math.hypot(...raw))
      const truth = slope * vector[0]!
      const variance = 0.02 + 0.1 * random()
      const value = level + truth + 0.3 * normal() + Math.sqrt(variance) * normal()
      return { id: `${g}-${n}`, vector, value, variance, group: `${g}`, truth }
    })
  }).flat()
}

const correlation = (a: readonly number[], b: readonly number[]) => {
  const mean = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0) / all.length
  const [x, y] = [a.map((each) => each - mean(a)), b.map((each) => each - mean(b))]
  const dot = (u: readonly number[], v: readonly number[]) => u.reduce((sum, each, i) => sum + each * v[i]!, 0)
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y))
}

describe('fitHead', () => {
  test('finds the direction that counts, and the spread of groups and texts', () => {
    const examples = examplesOf()
    const { weights, between, within, expected, gain } = fitHead(examples)!
    expect(weights[0]).toBeGreaterThan(0.7)
    for (const weight of weights.slice(1)) expect(Math.abs(weight)).toBeLessThan(0.3)
    expect(Math.sqrt(between)).toBeGreaterThan(0.7)
    expect(Math.sqrt(between)).toBeLessThan(1.3)
    expect(Math.sqrt(within)).toBeGreaterThan(0.2)
    expect(Math.sqrt(within)).toBeLessThan(0.45)
    expect(gain).toBeGreaterThan(3)
    const held = examples.map(({ id }) => expected.get(id)!)
    expect(
      correlation(
        held,
        examples.map(({ truth }) => truth),
      ),
    ).toBeGreaterThan(0.9) // prettier-ignore
  })

  test('does not depend on the order of examples', () => {
    const examples = examplesOf()
    expect(fitHead([...examples].reverse())!.weights).toEqual(fitHead(examples)!.weights)
  })

  test('refuses noise in at least 95 of 100 fits', () => {
    const refused = Array.from({ length: 100 }, (_, n) => fitHead(examplesOf({ slope: 0, groups: 30, seed: n + 1 })))
    expect(refused.filter((fit) => fit === undefined).length).toBeGreaterThanOrEqual(95)
  })

  test('works for examples of a single group', () => {
    const one = examplesOf().map((example) => ({ ...example, group: '' }))
    expect(fitHead(one)!.weights[0]).toBeGreaterThan(0.3)
  })

  test('predicts nothing from a handful', () => {
    expect(fitHead(examplesOf().slice(0, LEAST_EXAMPLES - 1))).toBeUndefined()
  })

  test('95 % intervals of new texts in known groups contain 93 to 97 % of values', () => {
    const [seen, all] = [examplesOf({ groups: 120 }), examplesOf({ groups: 120 })]
    const isHidden = ({ id }: Example) => id.endsWith('-0')
    const fit = fitHead(seen.filter((each) => !isHidden(each)))!
    const hidden = all.filter(isHidden)
    const inside = hidden.filter(({ vector, value, variance, group }) => {
      const predict = (v: Float32Array) => fit.offset + v.reduce((sum, x, d) => sum + x * fit.weights[d]!, 0)
      const others = seen.filter((each) => each.group === group && !isHidden(each))
      const precisions = others.map((each) => 1 / (fit.within + each.variance))
      const precision = precisions.reduce((a, b) => a + b, 1 / fit.between)
      const level =
        others.reduce((sum, each, i) => sum + precisions[i]! * (each.value - predict(each.vector) - fit.mean), 0) /
        precision
      const error = value - predict(vector) - fit.mean - level
      return Math.abs(error) <= 1.96 * Math.sqrt(fit.within + variance + 1 / precision)
    })
    expect(inside.length / hidden.length).toBeGreaterThanOrEqual(0.91)
    expect(inside.length / hidden.length).toBeLessThanOrEqual(0.99)
  })
})

test('Cholesky solves symmetric equations', () => {
  const x = solve({ matrix: Float64Array.of(4, 0, 2, 3), vector: Float64Array.of(2, 5) }, 0)
  expect([...x]).toEqual([expect.closeTo(-0.5, 9), expect.closeTo(2, 9)])
})

test('Groups of one value each tell their spread from that of others', () => {
  const { between, within } = componentsOf(
    examplesOf({ slope: 0, groups: 400, each: 3 }).reduce<Array<{ key: string; values: number[]; noise: number[] }>>(
      (groups, { group, value, variance }, i) => {
        const last = groups.at(-1)
        if (last?.key === group && i % 2) {
          last.values.push(value)
          last.noise.push(variance)
        } else groups.push({ key: group, values: [value], noise: [variance] })
        return groups
      },
      [],
    ),
  )
  expect(between).toBeGreaterThan(0.7)
  expect(within).toBeGreaterThan(0.04)
  expect(within).toBeLessThan(0.16)
})
