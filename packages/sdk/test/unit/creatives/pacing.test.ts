// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onTurn, shareOf, turnOf } from '../../../src/creatives/campaigns/pacing.ts'
import { seeded } from './make.ts'

test('Over 1,000 devices each share is met to within 5 % of it, after 20 showings a device, and from the first to 5 points.', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.array(fc.double({ min: 0.1, max: 0.45, noNaN: true }), { maxLength: 2, minLength: 1 }),
      (seed, shares) => {
        const random = seeded(seed)
        const paced = shares.map((share, at) => ({ campaign: `${at}`, share }))
        const tosses = Array.from({ length: 1000 }, () => Math.floor(random() * 256))
        const got = (showings: number) =>
          paced.map(({ campaign }) => {
            const turns = tosses.flatMap((toss) =>
              Array.from({ length: showings }, (_, count) => onTurn(paced, turnOf(toss, count))),
            )
            return turns.filter((each) => each === campaign).length / turns.length
          })
        got(1).forEach((share, at) => {
          expect(Math.abs(share - shares[at]!)).toBeLessThan(0.065)
        })
        got(20).forEach((share, at) => {
          expect(Math.abs(share / shares[at]! - 1)).toBeLessThan(0.05)
        })
      },
    ),
    { numRuns: 40 },
  )
})

test('On one device shares hold to within two showings, at every moment.', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), fc.double({ min: 0, max: 1, noNaN: true }), (toss, share) => {
      let shown = 0
      for (let count = 0; count < 300; count++) {
        shown += onTurn([{ campaign: 'a', share }], turnOf(toss, count)) ? 1 : 0
        expect(Math.abs(shown - share * (count + 1))).toBeLessThan(4)
      }
    }),
  )
})

test('A reload has the same turn, and shares of more than all are lowered alike.', () => {
  expect(turnOf(77, 5)).toBe(turnOf(77, 5))
  const paced = [
    { campaign: 'a', share: 0.9 },
    { campaign: 'b', share: 0.9 },
  ]
  expect(shareOf(paced, 'a')).toBe(0.5)
  expect(shareOf(paced, undefined)).toBe(0)
  expect(shareOf([], undefined)).toBe(1)
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (turn) => {
      expect(onTurn(paced, turn)).toBe(turn < 0.5 ? 'a' : 'b')
    }),
  )
})
