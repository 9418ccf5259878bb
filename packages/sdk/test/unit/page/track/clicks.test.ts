import { afterEach, beforeEach, expect, test } from 'vitest'
import { BASE, click, LIST, Sample, trusted } from './eye.ts'

let page: Sample
beforeEach(() => {
  page = new Sample()
})
afterEach(() => page.close())

const list = (items: string) => `<ol data-inkling-list="top">${items}</ol>`
/** Clicks on each of these in turn. @returns the recorded events */
function pressed(html: string, ...selectors: string[]) {
  const $ = page.open(html, BASE)
  for (const selector of selectors) click($(selector))
  return page.told()
}

test('A trusted click on a link of an item is a click, wherever in the link it lands.', () => {
  const $ = page.open(LIST, BASE)
  const event = click($('#a a'))
  expect(page.events).toEqual([{ kind: 'click', item: { id: '/a', title: 'A' }, list: 'top' }])
  expect(event.defaultPrevented).toBe(false)
})

test('A middle click opens the item too; a right click opens only a menu, and a button for going back goes back.', () => {
  const $ = page.open(LIST, BASE)
  click($('#a a'), 'auxclick', 1)
  for (const button of [2, 3, 4]) click($('#b a'), 'auxclick', button)
  expect(page.told()).toEqual(['click /a'])
})

test('Clicks beside links, outside lists and on what is no item say nothing.', () => {
  expect(pressed(LIST, '#a i', '#out', '#ad', 'body')).toEqual([])
})

test('A handler of the page that stops the event hides nothing.', () => {
  const $ = page.open(LIST, BASE)
  $('#a a').addEventListener('click', (event) => event.stopImmediatePropagation())
  click($('#a a'))
  expect(page.events).toHaveLength(1)
})

test('A dismissal, even by the icon within its button; not a click, and not by a middle click.', () => {
  expect(pressed(LIST, '#a b')).toEqual(['dismiss /a'])
  click(document.querySelector('#a b')!, 'auxclick', 1)
  expect(page.events).toHaveLength(1)
})

test('What was dismissed can be restored, in a list and on the item’s own page.', () => {
  const both = '<button data-inkling-dismiss>Less</button><button data-inkling-restore>Undo</button>'
  const html = `${list(`<li><a href="/a">A</a>${both}</li>`)}<article data-inkling-item="x"><h1>X</h1>${both}</article>
    <p>${both}</p>`
  const told = pressed(
    html,
    'li [data-inkling-dismiss]',
    'li [data-inkling-restore]',
    'article [data-inkling-dismiss]',
    'article [data-inkling-restore]',
    'p [data-inkling-dismiss]',
  )
  expect(told).toEqual(['dismiss /a', 'restore /a', 'dismiss x', 'restore x'])
})

test('Controls inside an item do something else than opening it.', () => {
  const controls = `<button>Save</button><input><select></select><textarea></textarea><label>Compare</label>
    <details><summary>More</summary></details><video controls></video><span role="button">Play</span>`
  const html = list(`<li><h3><a href="/a">A</a></h3>${controls}</li>`)
  const selectors = 'button,input,select,textarea,label,summary,video,[role=button]'.split(',')
  expect(pressed(html, ...selectors)).toEqual([])
  expect(
    pressed(list('<li><a href="/a"><img><video muted></video><label>A</label></a></li>'), 'img', 'video', 'label'),
  ).toEqual(['click /a', 'click /a'])
})

test('Links that lead elsewhere, to a category or an author, are no clicks on the item; its own address by any name is.', () => {
  const html = list(`<li><a id="cat" href="/science">Science</a>
    <h3><a id="own" href="/moons?utm_source=front">New moons</a></h3>
    <a id="image" href="https://paper.example/moons"><img></a><a id="comments" href="/moons#comments">12</a>
    <a id="author" rel="author" href="/people/ada">Ada, a long name that is longer than the title</a>
    <a id="save" href="#">Save</a></li>`)
  expect(pressed(html, '#cat', '#author', '#save')).toEqual([])
  expect(pressed(html, '#own', '#image', '#comments')).toEqual(['click /moons', 'click /moons', 'click /moons'])
})

test('An item with an id of its own is opened by the link in its heading, and by one to that id.', () => {
  const html =
    list(`<li data-inkling-item="/story-17"><a id="cat" href="/science">Science</a><h3><a id="main" href="/s/17.html">Moons</a></h3>
    <a id="canonical" href="/story-17">Read</a></li>`)
  expect(pressed(html, '#cat', '#main', '#canonical')).toEqual(['click /story-17', 'click /story-17'])
})

test('What opens an item without a link: a role, or the mark; not what else is in it.', () => {
  const html = list(`<li id="role" data-inkling-item="r" role="link" tabindex="0"><h3>Role</h3></li>
    <li data-inkling-item="b"><h3 id="title">Button</h3><button id="open" data-inkling-open>Open</button></li>
    <li id="card" data-inkling-item="c" data-inkling-open><h3>Card</h3><button id="save">Save</button></li>`)
  const told = pressed(html, '#role h3', '#title', '#open', '#card h3', '#save')
  expect(told).toEqual(['click r', 'click b', 'click c'])
  click(document.querySelector('#card h3')!, 'auxclick', 1)
  expect(page.events).toHaveLength(3)
})

test('Enter on what only a script makes a link is a click, once; on a real control the browser makes it one itself.', () => {
  const html = list(`<li id="role" data-inkling-item="r" role="link" tabindex="0"><h3>Role</h3></li>
    <li data-inkling-item="b"><h3>Button</h3><button id="open" data-inkling-open>Open</button><a href="/x" role="link">X</a></li>`)
  const $ = page.open(html, BASE)
  const press = (selector: string, init: KeyboardEventInit) =>
    trusted($(selector), new KeyboardEvent('keydown', { bubbles: true, composed: true, ...init }))
  press('#role', { key: 'Enter' })
  press('#role', { key: 'Enter', repeat: true })
  press('#role', { key: 'Tab' })
  press('#role h3', { key: 'Enter' })
  press('#open', { key: 'Enter' })
  press('a', { key: 'Enter' })
  expect(page.told()).toEqual(['click r'])
})

test('Clicks in open shadow roots of an item, and in a list that stands in one, count.', () => {
  const $ = page.open(list('<li id="host" data-inkling-item="s"><h3>Shadow</h3></li>'), BASE)
  const root = $('#host').attachShadow({ mode: 'open' })
  root.innerHTML = '<a href="/s">S</a><button data-inkling-dismiss>×</button><a id="cat" href="/c" role="link">C</a>'
  click(root.querySelector('button')!)
  expect(page.told()).toEqual(['dismiss s'])
})

test('A link in the page’s own item opens something else, or itself.', () => {
  expect(pressed('<article data-inkling-item="/x"><h1><a href="/x">X</a></h1></article>', 'a')).toEqual([])
})

test('A link that a script takes over opens its item, if it is marked.', () => {
  const html =
    list(`<li data-inkling-item="a"><h3><a href="/a">A</a></h3><a id="marked" href="#" data-inkling-open>Read</a>
    <a id="other" href="#">Save</a></li>`)
  expect(pressed(html, '#other', '#marked')).toEqual(['click a'])
})

test('The site can ask not to look.', () => {
  const html = list(`<li><h3><a href="/a">A</a></h3><div data-inkling-ignore><a id="in" href="/a">A</a>
    <button data-inkling-dismiss>×</button><a id="share" href="mailto:?body=x">Mail</a></div></li>`)
  expect(pressed(html, '#in', 'button', '#share')).toEqual([])
})

test('Following names the topic or author that the button names, else that of the item around it.', () => {
  const button = (more = '') => `<button data-inkling-follow ${more}>Follow</button>`
  const html = `${list(`<li id="t" data-inkling-topic="space" data-inkling-author="Ada"><a href="/a">A</a>${button()}</li>
    <li id="w" data-inkling-author="Ada"><a href="/b">B</a>${button()}</li><li id="n"><a href="/c">C</a>${button()}</li>
    <li id="named" data-inkling-topic="space"><a href="/d">D</a>${button('data-inkling-author="Bo"')}</li>`)}
    <header>${button('data-inkling-topic="food"')}</header>`
  const $ = page.open(html, BASE)
  for (const where of ['#t', '#w', '#n', '#named', 'header']) click($(`${where} button`))
  expect(page.events).toEqual([
    { kind: 'follow', item: { id: 'follow:topic/space', title: 'space', topic: 'space' }, list: 'top' },
    { kind: 'follow', item: { id: 'follow:author/Ada', title: 'Ada', author: 'Ada' }, list: 'top' },
    { kind: 'follow', item: { id: 'follow:author/Bo', title: 'Bo', author: 'Bo' }, list: 'top' },
    { kind: 'follow', item: { id: 'follow:topic/food', title: 'food', topic: 'food' } },
  ])
})

test('A second press ends the following: the button is pressed already, or says off.', () => {
  const html = `<button data-inkling-follow data-inkling-topic="space" aria-pressed="false">Follow</button>
    <b data-inkling-follow="off" data-inkling-topic="food">Following</b>`
  const $ = page.open(html, BASE)
  $('button').onclick = () => $('button').setAttribute('aria-pressed', 'true')
  click($('button'))
  click($('button'))
  click($('b'))
  expect(page.told()).toEqual([
    'follow follow:topic/space',
    'unfollow follow:topic/space',
    'unfollow follow:topic/food',
  ])
})
