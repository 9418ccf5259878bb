import { afterEach, beforeEach, expect, test } from 'vitest'
import { holds } from '../../../../src/page/track/copying.ts'
import { isShareAddress } from '../../../../src/page/track/share-links.ts'
import { BASE, click, Sample, trusted } from './eye.ts'

let page: Sample
beforeEach(() => {
  page = new Sample()
})
afterEach(() => page.close())

const HTML = `<ol data-inkling-list="top"><li id="a"><h3><a href="/a">A</a></h3><p>A long enough text of the item.</p>
  <button data-inkling-share>Share</button><a id="x" href="https://x.com/intent/post?url=u">X</a></li></ol>
  <article data-inkling-item="x"><h1>Story</h1><p id="text">A text that is long enough.</p><p id="short">Nineteen characters</p>
  <textarea>What somebody typed is nobody's business.</textarea></article>
  <aside><button data-inkling-share>Share</button><a href="https://www.facebook.com/sharer/sharer.php?u=u"><i>f</i></a></aside>
  <footer><p>A text that is long enough, of no item.</p></footer>`

function copy(selector: string) {
  const element = document.querySelector(selector)!
  getSelection()!.selectAllChildren(element)
  trusted(element, new Event('copy', { bubbles: true, composed: true }))
}

test('Copying twenty characters of an item is told, of the item in the list, else of the page’s; never what was copied.', () => {
  page.open(HTML, BASE)
  copy('#a p')
  copy('#text')
  expect(page.told()).toEqual(['copy /a', 'copy x'])
  expect(JSON.stringify(page.events[1])).toBe(
    '{"kind":"copy","item":{"id":"x","title":"Story","summary":"A text that is long enough. Nineteen characters"}}',
  )
})

test('A few characters, text of no item and what a reader typed are not told.', () => {
  page.open(HTML, BASE)
  for (const selector of ['#short', 'footer p', 'textarea']) copy(selector)
  expect(page.events).toEqual([])
})

test('Characters are counted over elements, from where the selection begins to where it ends.', () => {
  document.body.innerHTML = '<p id="a">one <b>two</b> three</p><p id="b">four</p>'
  const [first, bold] = [document.querySelector('#a')!.firstChild!, document.querySelector('b')!.firstChild!]
  const length = (from: [Node, number], to: [Node, number]) => {
    const range = document.createRange()
    range.setStart(...from)
    range.setEnd(...to)
    let characters = 0
    while (holds(range, characters + 1)) characters++
    return characters
  }
  const [one, other] = [document.querySelector('#a')!, document.querySelector('#b')!]
  expect(length([one, 0], [one, 3])).toBe('one two three'.length)
  expect(length([first, 1], [first, 3])).toBe('ne'.length)
  expect(length([first, 1], [bold, 2])).toBe('ne tw'.length)
  expect(length([one, 1], [bold, 3])).toBe('two'.length)
  // A triple click extends to the start of the next paragraph.
  expect(length([first, 0], [other, 0])).toBe('one two three'.length)
  expect(length([first, 1], [first, 1])).toBe(0)
})

test('Sharing is told, of the item around the button, else of the page’s, by whatever button; a middle click opens a link too.', () => {
  const $ = page.open(HTML, BASE)
  for (const selector of ['#a [data-inkling-share]', '#x', 'aside button', 'aside i']) click($(selector))
  click($('aside a'), 'auxclick', 1)
  expect(page.told()).toEqual(['share /a', 'share /a', 'share x', 'share x', 'share x'])
})

test('On a page without an item of its own, a share button beside the lists is about nothing that is known.', () => {
  const $ = page.open('<aside><button data-inkling-share>Share</button></aside>', BASE)
  click($('button'))
  expect(page.events).toEqual([])
})

for (const address of [
  'https://www.facebook.com/sharer/sharer.php?u=https://paper.example/a',
  'https://www.facebook.com/sharer.php?u=x',
  'https://www.facebook.com/share.php?u=x',
  'https://www.facebook.com/dialog/share?app_id=1&href=x',
  'https://twitter.com/intent/tweet?text=x',
  'https://twitter.com/share?url=x',
  '//x.com/intent/post?text=x',
  'https://t.me/share/url?url=x',
  'https://telegram.me/share/url?url=x',
  'https://vk.com/share.php?url=x',
  'https://wa.me/?text=x',
  'https://api.whatsapp.com/send?text=x',
  'whatsapp://send?text=x',
  'https://www.linkedin.com/sharing/share-offsite/?url=x',
  'https://www.linkedin.com/shareArticle?mini=true&url=x',
  'https://www.reddit.com/submit?url=x',
  'https://old.reddit.com/submit?url=x',
  'https://pinterest.com/pin/create/button/?url=x',
  'https://www.pinterest.co.uk/pin/create/button/?url=x',
  'https://bsky.app/intent/compose?text=x',
  'https://www.threads.net/intent/post?text=x',
  'mailto:?subject=Look&body=x',
])
  test(`shares: ${address}`, () => expect(isShareAddress(address)).toBe(true))

for (const address of [
  '/share',
  '/a?via=https://twitter.com/intent/tweet',
  'https://www.facebook.com/paper',
  'https://x.com/paper',
  'https://twitter.com/paper/status/1',
  'https://t.me/paper',
  'https://vk.com/paper',
  'https://wa.me/4930123456?text=Hello',
  'https://api.whatsapp.com/send?phone=4930123456&text=Hello',
  'https://www.linkedin.com/company/paper',
  'https://www.reddit.com/r/paper',
  'https://www.pinterest.com/paper',
  'https://nottwitter.com/intent/tweet',
  'https://example.com/t.me/share/url',
  'mailto:desk@paper.example?subject=Letter',
  'javascript:void(0)',
  '#',
])
  test(`does not share: ${address}`, () => expect(isShareAddress(address)).toBe(false))
