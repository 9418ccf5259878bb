import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOwnOrder } from '../../../../src/page/order/own-order.ts'

const li = () => document.createElement('li')

test('Of what was sorted, and is there still, the page’s own order stands; what has come has the place at which it stands.', () => {
  const [a, b, c, d, ad, more] = [li(), li(), li(), li(), li(), li()] as const
  expect(inOwnOrder([a, b, c, d], [c, d, b, a])).toEqual([a, b, c, d])
  expect(inOwnOrder([a, b, c, d], [c, ad, b, a, more])).toEqual([a, ad, b, c, more])
  expect(inOwnOrder([], [c, a])).toEqual([c, a])
})

test('Whatever goes and comes, each that is there is there once, and old ones keep their order.', () => {
  const all = Array.from({ length: 12 }, li)
  const some = fc.uniqueArray(fc.integer({ min: 0, max: 11 })).map((places) => places.map((place) => all[place]!))
  const property = (own: Element[], here: Element[]) => {
    const order = inOwnOrder(own, here)
    expect(new Set(order)).toEqual(new Set(here))
    expect(order).toHaveLength(here.length)
    expect(order.filter((child) => own.includes(child))).toEqual(own.filter((child) => here.includes(child)))
  }
  fc.assert(fc.property(some, some, property))
})
