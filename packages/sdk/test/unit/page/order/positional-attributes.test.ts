import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepPositions } from '../../../../src/page/order/positional-attributes.ts'
import { unitsOf } from '../../../../src/page/read/unit.ts'
import { stub } from '../../stub.ts'

function list(html: string) {
  const root = document.createElement('div')
  root.innerHTML = html
  // Images that are still loading.
  for (const image of root.querySelectorAll('img')) stub(image, { complete: false })
  return { root, units: unitsOf([...root.firstElementChild!.children]) }
}

test('Loading belongs to the place: the first place’s picture stays the eager one, whoever stands there.', () => {
  const { root, units } = list(
    `<ul><li><img id="a" fetchpriority="high" sizes="100vw"><li><img id="b" loading="lazy" sizes="33vw" decoding="async"><li><img id="c" loading="lazy" sizes="33vw"></ul>`,
  )
  const before = root.innerHTML
  const undo = keepPositions(units, [units[2]!, units[0]!, units[1]!])
  expect(units.map((unit) => unit[0]!.innerHTML)).toEqual([
    '<img id="a" sizes="33vw" loading="lazy" decoding="async">',
    '<img id="b" loading="lazy" sizes="33vw">',
    '<img id="c" sizes="100vw" fetchpriority="high">',
  ])
  undo()
  for (const image of root.querySelectorAll('img')) {
    const original = list(before).root.querySelector(`#${image.id}`)!
    const attributes = (element: Element) =>
      Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))
    expect(attributes(image)).toEqual(attributes(original))
  }
})

test('A picture that is loaded is never made to wait.', () => {
  const { root, units } = list('<ul><li><img id="a"><li><img id="b" loading="lazy" decoding="async"></ul>')
  const image = root.querySelector<HTMLImageElement>('#a')!
  stub(image, { complete: true })
  keepPositions(units, [units[1]!, units[0]!])
  expect(image.outerHTML).toBe('<img id="a" decoding="async">')
  expect(root.querySelector('#b')!.outerHTML).toBe('<img id="b">')
})

test('Second pictures, sources and frames change with their like; where a place had none, the item’s own stay.', () => {
  const { root, units } = list(
    `<ul><li><picture><source sizes="50vw"><img id="a" loading="eager"></picture><iframe loading="eager"></iframe>
    <li><img id="b" loading="lazy"><img id="c" loading="lazy">
    <li><picture><source sizes="10vw"><img id="d" loading="lazy"></picture><iframe loading="lazy"></iframe></ul>`,
  )
  keepPositions(units, [units[2]!, units[1]!, units[0]!])
  const all = [...root.querySelectorAll('[loading],[sizes]')]
  expect(all.map((each) => each.getAttribute('loading') ?? each.getAttribute('sizes'))).toEqual([
    '10vw',
    'lazy',
    'lazy',
    'lazy',
    'lazy',
    '50vw',
    'eager',
    'eager',
  ])
  const { units: few } = list('<ul><li><p>no picture</p><li><img loading="lazy" fetchpriority="low"></ul>')
  keepPositions(few, [few[1]!, few[0]!])
  expect(few[1]![0]!.innerHTML).toBe('<img loading="lazy" fetchpriority="low">')
})

test('Numbers count places, where the author gave them; nothing is numbered that wasn’t.', () => {
  const { root, units } = list(
    '<ol start="3"><li aria-posinset="1" aria-setsize="3" value="9">a<li aria-posinset="2" aria-setsize="3">b<li><button value="x">c</button></ol>',
  )
  const before = root.innerHTML
  const undo = keepPositions(units, [units[1]!, units[2]!, units[0]!])
  expect(root.innerHTML).toBe(
    '<ol start="3"><li>a</li><li aria-posinset="1" aria-setsize="3" value="9">b</li><li aria-posinset="2" aria-setsize="3"><button value="x">c</button></li></ol>',
  )
  undo()
  expect(root.innerHTML).toBe(before)
})

test('What somebody else has changed since is theirs: undo leaves it.', () => {
  const { root, units } = list('<ul><li><img id="a" loading="eager"><li><img id="b" loading="lazy"></ul>')
  const undo = keepPositions(units, [units[1]!, units[0]!])
  root.querySelector('#a')!.setAttribute('loading', 'auto')
  undo()
  expect([...root.querySelectorAll('img')].map((image) => image.getAttribute('loading'))).toEqual(['auto', 'lazy'])
})

test('Any order of any such list: each place keeps what it had, and undo restores every attribute.', () => {
  const value = fc.option(fc.constantFrom('a', 'b', 'lazy'), { nil: undefined })
  const cards = fc.array(fc.record({ loading: value, sizes: value, fetchpriority: value }), {
    minLength: 1,
    maxLength: 9,
  })
  const input = cards.chain((specs) =>
    fc.record({
      specs: fc.constant(specs),
      order: fc.shuffledSubarray([...specs.keys()], { minLength: specs.length }),
    }),
  )
  fc.assert(
    fc.property(input, ({ specs, order }) => {
      const { units } = list(`<ul>${specs.map(() => '<li><img></li>').join('')}</ul>`)
      const images = units.map((unit) => unit[0]!.firstElementChild!)
      const read = (image: Element) => Object.keys(specs[0]!).map((name) => image.getAttribute(name))
      images.forEach((image, i) => {
        for (const [name, each] of Object.entries(specs[i]!)) if (each) image.setAttribute(name, each)
      })
      const before = images.map(read)
      const undo = keepPositions(
        units,
        order.map((i) => units[i]!),
      )
      expect(order.map((i) => read(images[i]!))).toEqual(before)
      undo()
      expect(images.map(read)).toEqual(before)
    }),
    { numRuns: 100 },
  )
})

const classesOf = (root: Element) =>
  [...root.querySelectorAll('li')].map((item) => item.className.trim().replace(/\s+/g, ' '))

test('Classes that count places stay with them, all others go with the item; undo gives each its own back, in its order.', () => {
  const { root, units } = list(
    '<ul><li class="card first a odd"><li class="b card even"><li class="card card--last odd c"><li></ul>',
  )
  const before = classesOf(root)
  const undo = keepPositions(units, [units[2]!, units[3]!, units[1]!, units[0]!])
  expect(classesOf(root)).toEqual(['card a', 'b card card--last odd', 'card c first odd', 'even'])
  undo()
  expect(classesOf(root)).toEqual(before.slice(0, 3).concat(''))
})

test('An undo leaves an item the classes that a script has given it since, and no other place’s.', () => {
  const { root, units } = list('<ul><li class="first a"><li class="b"></ul>')
  const undo = keepPositions(units, [units[1]!, units[0]!])
  root.querySelector('.a')!.classList.add('open')
  undo()
  expect(classesOf(root)).toEqual(['a open first', 'b'])
})
