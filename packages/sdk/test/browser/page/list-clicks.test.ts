// Clicks in a list that a framework renders: only real clicks count.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { watchClicks } from '../../../src/frameworks/list-clicks.ts'

let ended: AbortController
let clicks: string[]
beforeEach(() => {
  ended = new AbortController()
  clicks = []
  // Prevent navigation, so that the test's own page stays.
  document.body.onclick = document.body.onauxclick = (event) => event.preventDefault()
})
afterEach(() => {
  ended.abort()
  document.body.innerHTML = ''
  document.body.onclick = document.body.onauxclick = null
})

function open(card: string) {
  document.body.innerHTML = `<ul><li>${card}</li><li><a id="other" href="/b">B</a></li></ul>`
  const items = ['a', 'b'].map((id) => ({ id, title: id.toUpperCase() }))
  watchClicks(
    () => ({ holder: document.querySelector('ul'), items }),
    ({ kind, item }) => clicks.push(`${kind} ${item.id}`),
    ended.signal,
  )
}

const CARD = `<a id="category" href="/science">Science</a><a id="picture" href="/a"><img alt="" width="20" height="20"></a>
  <h3><a id="head" href="/a">Moons</a></h3><p>by <a id="author" href="/authors/ada">Ada</a></p>
  <a id="comments" href="/a#comments">3 comments</a><button id="less" data-inkling-dismiss>Less</button>`

test.each([
  ['the heading', 'head', ['click a']],
  ['the picture, which leads there, too', 'picture', ['click a']],
  ['a category', 'category', []],
  ['an author', 'author', []],
  ['less like this', 'less', ['dismiss a']],
  ['an item without a heading', 'other', ['click b']],
])('A press on %s.', async (_, id, expected) => {
  open(CARD)
  await userEvent.click(document.getElementById(id)!)
  expect(clicks).toEqual(expected)
})

test('A link around the heading opens the item; of a card without one, what is marked as another’s does not.', async () => {
  open('<a id="card" href="/a"><h3>Moons</h3></a><a id="author" href="/ada">Ada</a>')
  await userEvent.click(document.getElementById('author')!)
  await userEvent.click(document.getElementById('card')!)
  expect(clicks).toEqual(['click a'])
  ended.abort()
  ended = new AbortController()
  open(
    '<a id="card" href="/a">Moons</a><a id="tag" rel="category tag" href="/s">Science</a><a id="by" rel="author" href="/ada">Ada</a>',
  )
  for (const id of ['tag', 'by', 'card']) await userEvent.click(document.getElementById(id)!)
  expect(clicks).toEqual(['click a', 'click a'])
})
