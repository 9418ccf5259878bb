import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { queryOf, recordAnswered } from '../../../../src/page/track/search.ts'
import { BASE, Sample, trusted } from './eye.ts'

let page: Sample
beforeEach(() => {
  page = new Sample()
})
afterEach(() => page.close())

/** Shows forms and submits each of them. @returns the recorded queries */
function sent(html: string) {
  page.open(html, BASE)
  for (const form of document.querySelectorAll('form')) {
    trusted(form, new Event('submit', { bubbles: true, cancelable: true }))
  }
  return page.events.map(({ item }) => item.title)
}

test('A search is told with its query as the title, and as the id whatever its case.', () => {
  sent('<form role="search"><input name="q" value="  New  Moons "></form>')
  expect(page.events).toEqual([{ kind: 'search', item: { id: '?new moons', title: 'New Moons' } }])
})

test('Search forms are those in a search landmark, or with a field for searching.', () => {
  expect(
    sent(`<form role="search"><input value="one"></form>
    <search><form><input type="hidden" value="no"><input type="text" value="two"></form></search>
    <div role="search"><form><input type="checkbox" value="no"><input value="no"><input type="search" value="four"></form></div>
    <form><input type="search" value="five"></form>`),
  ).toEqual(['one', 'two', 'no', 'five'])
})

test('Nothing is read of other forms, other fields, or a form that asks for a password.', () => {
  expect(
    sent(`<form><input value="Ada Lovelace"></form>
    <form role="search"><input type="email" value="ada"><input type="tel" value="ada"><input type="password" value="secret"></form>
    <form role="search"><input value="ada"><input type="password" value="secret"></form>
    <form role="search"><textarea>ada</textarea><select><option>ada</option></select></form>
    <form data-inkling-ignore role="search"><input value="ada"></form>`),
  ).toEqual([])
})

test('A form that a script sends is no search: nobody has pressed anything.', () => {
  const form = '<form role="search"><input value="moons"></form>'
  const active = { isActive: false }
  Object.defineProperty(navigator, 'userActivation', { configurable: true, value: active })
  expect(sent(form)).toEqual([])
  active.isActive = true
  expect(sent(form)).toEqual(['moons'])
  Reflect.deleteProperty(navigator, 'userActivation')
})

/** The attribute as the site's template writes it on `<html>` or `<body>`. */
function saying(element: Element, query: string, html = '') {
  element.setAttribute('data-inkling-search', query)
  page.open(html, BASE)
  element.removeAttribute('data-inkling-search')
  return page.events.map(({ kind, item }) => [kind, item.id, item.title])
}

test('A page can say which search it answers; that is told once a view.', () => {
  for (const element of [document.documentElement, document.body]) {
    expect(saying(element, 'New moons', '<form role="search"><input value="x"></form>')).toEqual([
      ['search', '?new moons', 'New moons'],
    ])
    page.stay(60)
    expect(page.events).toHaveLength(1)
    expect(saying(element, '')).toEqual([])
  }
})

test('A comment, or an article, plants no search: neither as an answer of the page nor as a form.', () => {
  const MARKED = ['p', 'div', 'main', 'search', 'form role="search"', 'h1 id="search"', 'body-', 'html-']
  for (const tag of MARKED) {
    const [name = ''] = tag.split(' ')
    page.open(`<section id="comments"><${tag} data-inkling-search="diabetes">x</${name}></section>`, BASE)
    expect(page.events, tag).toEqual([])
  }
  for (const holder of ['article', 'div role="article"', 'li data-inkling-item="/a"'])
    for (const form of ['form data-inkling-search', 'form role="search"', 'search><form', 'form'])
      expect(
        sent(`<${holder}><p>A comment</p><${form}><input type="search" value="my diagnosis"></form></${holder}>`),
        `${holder}, ${form}`,
      ).toEqual([])
  // The attribute alone doesn't make a form a search, wherever it is.
  expect(sent('<form data-inkling-search><input value="my diagnosis"></form>')).toEqual([])
})

test('The tag can say at which address the site answers searches.', () => {
  const asked = (address: string, search: string) => {
    const told: string[] = []
    history.replaceState(null, '', address)
    recordAnswered(document, (_, subject) => told.push(subject!.item.title), search)
    return told
  }
  document.body.innerHTML = ''
  const before = location.href
  expect(asked('/find?page=2&q=New%20moons', '/find?q')).toEqual(['New moons'])
  expect(asked('/find?q=ada@example.com', '/find?q')).toEqual([])
  for (const address of ['/find', '/find?q=', '/find?query=moons', '/other?q=moons', '/find/more?q=moons', '/?q=moons'])
    expect(asked(address, '/find?q'), address).toEqual([])
  history.replaceState(null, '', before)
})

for (const query of [
  'ab',
  'new moons',
  'Летние платья',
  '3 bedroom flat',
  'world cup 2018 2022',
  'iphone 15',
  'x'.repeat(100),
])
  test(`a query: ${query}`, () => expect(queryOf(query)).toBe(query))

for (const query of [
  '',
  'a',
  'x'.repeat(101),
  'ada@example.com',
  'mail from ada@example',
  '5551234567',
  '+49 30 1234567',
  '(555) 123-4567 89',
  '4111 1111 1111 1111',
  '4111-1111-1111-1111',
  'DE89 3704 0044 0532 0130 00',
  '٠١٢٣٤٥٦٧٨٩',
])
  test(`no query: ${query}`, () => expect(queryOf(query)).toBeUndefined())

test('Whatever is typed: what is kept is short, and without an address or a long number.', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme', maxLength: 150 }), fc.stringMatching(/^[\d @+.-]{0,30}$/)),
      (text) => {
        const query = queryOf(text)
        if (query === undefined) return
        expect(query.length).toBeGreaterThanOrEqual(2)
        expect(query.length).toBeLessThanOrEqual(100)
        expect(query).toBe(query.trim())
        expect(query).not.toMatch(/\S@\S|\d{7}/)
      },
    ),
  )
})
