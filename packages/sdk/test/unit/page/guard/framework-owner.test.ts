// The marks that frameworks leave in the DOM, as found in their production builds. React, Vue and Svelte themselves
// are tested in test/frameworks/.

import { afterEach, expect, test } from 'vitest'
import { frameworkOf } from '../../../../src/page/guard/framework-owner.ts'

const LIST = '<div><ol><li><a href="/a">A</a></li><li><a href="/b">B</a></li></ol></div>'

function page(html = LIST) {
  document.body.innerHTML = html
  const list = document.querySelector('ol,table')!
  return { list, item: list.firstElementChild!, root: document.body.firstElementChild! }
}
const mark = (node: Node, name: PropertyKey, value: unknown = {}) => Object.assign(node, { [name]: value })

afterEach(() => {
  document.body.innerHTML = ''
})

test('A list that no framework renders is nobody’s, whatever else runs on the page.', () => {
  const { list, root } = page()
  expect(frameworkOf(list)).toBeUndefined()
  // Listeners and state that a page attaches around the list.
  mark(document, '_reactListening1')
  mark(root, '_x_dataStack', [])
  mark(list, '_x_marker', 1)
  root.before(mark(document.createElement('div'), '__vue_app__'))
  expect(frameworkOf(list)).toBeUndefined()
})

test('Items with parts of their own inside are nobody’s: they can be moved whole.', () => {
  const { list, item } = page()
  mark(item, '__reactContainer$x')
  mark(item.firstElementChild!, '_vnode')
  mark(item.firstElementChild!, Symbol('attributes'))
  expect(frameworkOf(list)).toBeUndefined()
})

test('HTML that React or Svelte were given as a text is nobody’s.', () => {
  const { list, root } = page()
  mark(root, '__reactFiber$x')
  mark(list, '__reactFiber$x')
  root.prepend(document.createComment(''))
  expect(frameworkOf(list)).toBeUndefined()
})

test.each<[string, (made: ReturnType<typeof page>) => unknown]>([
  ['React', ({ item }) => mark(item, '__reactFiber$abc')],
  ['React', ({ item }) => mark(item.nextElementSibling!, '__reactInternalInstance$abc')],
  ['React', ({ list }) => list.prepend(mark(document.createComment('$'), '__reactFiber$abc'))],
  ['React', ({ root }) => root.before(mark(document.createComment('$?'), '__reactFiber$abc'))],
  ['Vue', ({ root }) => mark(root, '_vnode')],
  ['Vue', ({ root }) => mark(root, '__vue__')],
  ['Preact', ({ root }) => mark(root, '__k', { props: {} })],
  ['Angular', ({ item }) => mark(item, '__ngContext__', 3)],
  ['Angular', ({ root }) => root.setAttribute('ng-version', '19.0.0')],
  ['Alpine', ({ item }) => mark(item, '_x_refreshXForScope', () => {})],
  ['Svelte', ({ item }) => mark(item, 'claim_order', 0)],
  [
    'Svelte',
    ({ list, item }) => {
      list.prepend(document.createComment('['))
      mark(item.firstElementChild!.firstChild!, Symbol('text'), 'A')
    },
  ],
  [
    'Svelte',
    ({ list, item }) => {
      list.append(document.createTextNode(''))
      mark(item.firstElementChild!, Symbol('attributes'))
    },
  ],
  ['Solid', ({ item }) => item.setAttribute('data-hk', '0-1')],
  ['Lit', ({ list }) => list.prepend(document.createComment('?lit$134188588$'))],
  ['Knockout', ({ list }) => list.prepend(document.createComment(' ko foreach: stories '))],
])('%s is told by what it leaves: %s', (name, leave) => {
  const made = page()
  leave(made)
  expect(frameworkOf(made.list)).toBe(name)
})

test('In a table the rows decide; a part that Astro has yet to hydrate is not unmanaged.', () => {
  const { list } = page('<table><tbody><tr><td><a href="/a">A</a></td></tr></tbody></table>')
  mark(list.querySelector('tr')!, '__reactFiber$abc')
  expect(frameworkOf(list)).toBe('React')
  const island = page('<astro-island ssr><ol><li>A</li></ol></astro-island>')
  expect(frameworkOf(island.list)).toBe('Astro')
  island.root.removeAttribute('ssr')
  expect(frameworkOf(island.list)).toBeUndefined()
})
