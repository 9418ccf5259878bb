import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listChange } from '../../../../src/page/order/list-change.ts'

const elements = Array.from({ length: 12 }, () => document.createElement('li'))
const pick = (places: readonly number[]) => places.map((place) => elements[place]!)

test('What is new is told in the page’s order; what left changes nothing.', () => {
  expect(listChange(pick([0, 1, 2]), pick([5, 0, 2, 4]))).toEqual({ added: pick([5, 4]), reordered: false })
  expect(listChange(pick([0, 1, 2]), [])).toEqual({ added: [], reordered: false })
})

test('Whoever stands in another order than before, among those that stayed, was moved by somebody.', () => {
  expect(listChange(pick([0, 1, 2]), pick([1, 0, 2])).reordered).toBe(true)
  expect(listChange(pick([0, 1, 2]), pick([2, 3, 0])).reordered).toBe(true)
})

test('Property: taking away and putting in between is no other order; swapping any two that stayed is one.', () => {
  const places = fc.shuffledSubarray([...elements.keys()], { minLength: 2 })
  fc.assert(
    fc.property(places, places, fc.nat(), fc.nat(), (before, kept, i, j) => {
      const stayed = before.filter((place) => kept.includes(place))
      const others = kept.filter((place) => !before.includes(place))
      const after = others.reduce((row, place) => row.toSpliced((i + place) % (row.length + 1), 0, place), stayed)
      const change = listChange(pick(before), pick(after))
      expect(change.reordered).toBe(false)
      expect(new Set(change.added)).toEqual(new Set(pick(others)))
      if (stayed.length < 2) return
      const a = i % stayed.length
      const b = (a + 1 + (j % (stayed.length - 1))) % stayed.length
      const swapped = stayed.with(a, stayed[b]!).with(b, stayed[a]!)
      expect(listChange(pick(before), pick(swapped)).reordered).toBe(true)
    }),
  )
})
