// @vitest-environment node
// Who is in which arm: by the shares, apart in each layer, and always the same.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assign } from '../../../../src/measurement/experiments/assign.ts'
import type { Experiment } from '../../../../src/measurement/experiments/experiment.ts'
import { hashToUnit, newSeed } from '../../../../src/measurement/experiments/hash-to-unit.ts'

const DEVICES = 20_000
/** 64-bit seeds like those of devices, from a generator with a fixed start. */
const seeds = (() => {
  let state = 7
  const half = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0).toString(16).padStart(8, '0')
  return Array.from({ length: DEVICES }, () => half() + half())
})()

const experiment = (name: string, more: Partial<Experiment> = {}): Experiment => ({
  name,
  layer: name,
  share: 1,
  off: false,
  arms: ['a', 'b'].map((arm) => ({ name: arm, rules: {} })),
  ...more,
})

/** Pearson's χ² of counts against expected shares. */
const chiSquare = (counts: readonly number[], shares: readonly number[]) =>
  counts.reduce((sum, count, i) => sum + (count - DEVICES * shares[i]!) ** 2 / (DEVICES * shares[i]!), 0)
const countsOf = (names: readonly string[], all: readonly string[]) =>
  names.map((name) => all.filter((each) => each === name).length)

test('The holdout has its share, whatever the share is.', () => {
  for (const share of [0.01, 0.1, 0.25, 0.5]) {
    const held = seeds.filter((seed) => assign(seed, share, []).held).length
    // One degree of freedom: 10.83 is exceeded by chance once in a thousand times.
    expect(chiSquare([held, DEVICES - held], [share, 1 - share])).toBeLessThan(10.83)
  }
  expect(seeds.some((seed) => assign(seed, 0, []).held)).toBe(false)
})

test('Who is in a small holdout is in a larger one: a share can grow, and nobody who was held changes sides.', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...seeds),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      (seed, a, b) => {
        if (assign(seed, Math.min(a, b), []).held) expect(assign(seed, Math.max(a, b), []).held).toBe(true)
      },
    ),
  )
})

test('Layers, arms and the holdout are tossed apart: no pair of them tells anything of the other.', () => {
  const all = [experiment('one'), experiment('two'), experiment('onf')]
  const tossed = seeds.map((seed) => assign(seed, 0, all).arms)
  for (const [x, y] of [
    ['one', 'two'],
    ['one', 'onf'],
    ['two', 'onf'],
  ] as const) {
    const cells = tossed.map((arms) => `${arms[x]}${arms[y]}`)
    // Three degrees of freedom: 16.27.
    expect(chiSquare(countsOf(['aa', 'ab', 'ba', 'bb'], cells), [0.25, 0.25, 0.25, 0.25])).toBeLessThan(16.27)
  }
  const beside = seeds.map((seed) => `${hashToUnit(seed, 'holdout') < 0.5}${hashToUnit(seed, 'layer one') < 0.5}`)
  expect(
    chiSquare(countsOf(['truetrue', 'truefalse', 'falsetrue', 'falsefalse'], beside), [0.25, 0.25, 0.25, 0.25]),
  ).toBeLessThan(16.27)
  // Sixteen bins of the hash: fifteen degrees of freedom, 37.7.
  const parts = seeds.map((seed) => String(Math.floor(hashToUnit(seed, 'arm x') * 16)))
  expect(
    chiSquare(
      countsOf(
        Array.from({ length: 16 }, (_, i) => String(i)),
        parts,
      ),
      Array(16).fill(1 / 16),
    ),
  ).toBeLessThan(37.7)
})

test('In a layer a device is in one experiment at most, by the shares; a stopped one leaves the others’ devices where they are.', () => {
  const layer = 'order'
  const first = experiment('first', { layer, share: 0.3 })
  const second = experiment('second', { layer, share: 0.5 })
  const before = seeds.map((seed) => assign(seed, 0, [first, second]).arms)
  expect(before.every((arms) => Object.keys(arms).length <= 1)).toBe(true)
  const where = before.map((arms) => Object.keys(arms)[0] ?? 'none')
  // Two degrees of freedom: 13.82.
  expect(chiSquare(countsOf(['first', 'second', 'none'], where), [0.3, 0.5, 0.2])).toBeLessThan(13.82)
  const after = seeds.map((seed) => assign(seed, 0, [{ ...first, off: true }, second]).arms)
  expect(after).toEqual(before.map((arms) => ('first' in arms ? {} : arms)))
})

test('Who is held back is in no experiment, and everybody else is compared with the holdout and with each other arm.', () => {
  const all = [
    experiment('one', { arms: ['a', 'b', 'c'].map((name) => ({ name, rules: { strength: 0.5 } })) }),
    experiment('two'),
  ]
  for (const seed of seeds.slice(0, 500)) {
    const { arms, held, settings, others } = assign(seed, 0.5, all)
    if (held) {
      expect(arms).toEqual({ holdout: 'holdout' })
      expect(settings).toEqual([])
      // The counterfactual is given by the device's other assignments.
      expect(others).toEqual([{ experiment: 'holdout', held: false, settings: assign(seed, 0, all).settings }])
    } else {
      expect(arms).toEqual({ holdout: 'ranked', ...assign(seed, 0, all).arms })
      expect(others.map(({ experiment }) => experiment)).toEqual(['holdout', 'one', 'one', 'two'])
      for (const other of others.filter(({ held }) => !held)) {
        const names = other.settings.map((each) => (each as { name?: string }).name)
        const own = settings.map((each) => (each as { name?: string }).name)
        expect(names.filter((name, i) => name !== own[i])).toHaveLength(1)
      }
    }
  }
})

test('Slots are filled in the holdout as everywhere: experiments about them run there, and lists of other arms are no matter of theirs.', () => {
  const slots = ['a', 'b', 'c'].map((name) => ({ name, rules: {}, slots: { hero: [name] } }))
  const all = [experiment('one'), experiment('hero', { arms: slots })]
  let held = 0
  for (const seed of seeds.slice(0, 500)) {
    const assigned = assign(seed, 0.5, all)
    const { hero } = assigned.arms
    expect(assigned.slots!.own).toEqual({ hero: [hero] })
    expect(assigned.slots!.others.map(({ experiment, slots }) => [experiment, slots['hero']])).toEqual(
      ['a', 'b', 'c'].filter((name) => name !== hero).map((name) => ['hero', [name]]),
    )
    expect(assigned.others.some(({ experiment }) => experiment === 'hero')).toBe(false)
    if (assigned.held) {
      held++
      expect(Object.keys(assigned.arms)).toEqual(['holdout', 'hero'])
    } else expect(Object.keys(assigned.arms)).toEqual(['holdout', 'one', 'hero'])
    // Slot arms don't depend on the holdout.
    expect(assign(seed, 0, all).arms['hero']).toBe(hero)
  }
  expect(held).toBeGreaterThan(100)
  expect(assign(seeds[0]!, 0, [experiment('one')]).slots).toBeUndefined()
})

test('Each device’s number is its own.', () => {
  const all = Array.from({ length: 1000 }, newSeed)
  expect(new Set(all).size).toBe(1000)
  expect(all.every((seed) => /^[\da-f]{16}$/.test(seed))).toBe(true)
})
