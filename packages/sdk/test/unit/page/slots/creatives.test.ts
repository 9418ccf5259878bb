// What a campaign's creative may not have, and what a field of data can do in the site's own template.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dangerIn } from '../../../../src/page/slots/danger.ts'
import { fillTemplate, webAddress } from '../../../../src/page/slots/fill-template.ts'
import { isEmpty } from '../../../../src/page/slots/keeps-height.ts'

const BASE = 'https://site.example/page'

function template(html: string): HTMLTemplateElement {
  document.body.innerHTML = `<template>${html}</template>`
  return document.querySelector('template')!
}
const danger = (html: string) => dangerIn(template(html).content, BASE)

test.each([
  '<b onclick="x">X</b>',
  '<b ONCLICK="x">X</b>',
  '<script>x</script>',
  '<style>b{}</style>',
  '<link rel="stylesheet" href="/x.css">',
  '<base href="/x">',
  '<iframe></iframe>',
  '<form action="/x"></form>',
  '<a href="javascript:x">X</a>',
  '<a href=" java\nscript:x">X</a>',
  '<a href="data:text/html,x">X</a>',
  '<img src="data:image/svg+xml,x">',
  '<img src="blob:https://site.example/1">',
  '<b style="position: fixed">X</b>',
  '<b style="margin-top: -900px">X</b>',
  '<b style="background: url(/x)">X</b>',
  '<b style="width: 100vw">X</b>',
  '<img width="99999" src="/x.png">',
  '<img name="querySelector" src="/x.png">',
  '<b id="localStorage">X</b>',
  '<b><i><u onfocus="x">X</u></i></b>',
])('%s is not shown.', (html) => {
  expect(danger(html)).toBeTypeOf('string')
})

test.each([
  '<a class="promo" href="/shop"><img src="/x.png" alt="X" width="800" height="600"><b>X</b></a>',
  '<a href="https://other.example/">X</a><a href="mailto:a@b.example">A</a><a href="#more">B</a>',
  '<b style="color: red">X</b><b id="a-name-of-its-own">Y</b>',
  '<img src="data:image/png;base64,AA==" alt="">',
])('%s is.', (html) => {
  expect(danger(html)).toBeUndefined()
})

const CARD =
  '<a data-inkling-href="link"><img data-inkling-src="image" data-inkling-alt="alt"><b data-inkling-text="title"></b></a>'

test('Whatever a field says: a text is a text, an address the web’s, and nothing else is in the page than what the template has.', () => {
  const field = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.constantFrom('javascript:x', '<img src=x onerror=y>', '//e.example', ''),
  )
  const allowed = new Set(['A', 'IMG', 'B'])
  fc.assert(
    fc.property(field, field, field, field, (title, link, image, alt) => {
      const box = document.createElement('div')
      box.append(...fillTemplate(template(CARD), { title, link, image, alt }, BASE))
      for (const element of box.querySelectorAll('*')) {
        expect(allowed.has(element.tagName)).toBe(true)
        for (const name of element.getAttributeNames()) {
          expect(name).toMatch(/^(href|src|alt|data-inkling-\w+)$/)
          if (name === 'href' || name === 'src') expect(element.getAttribute(name)).toMatch(/^https?:/)
        }
      }
      if (webAddress(link, BASE) && link && title) expect(box.querySelector('b')!.textContent).toBe(title)
    }),
  )
})

test('Fields are one’s own: what every object has is none.', () => {
  const box = document.createElement('div')
  box.append(...fillTemplate(template('<b data-inkling-text="constructor">X</b>'), {}, BASE))
  expect(box.innerHTML).toBe('')
})

test('A slot is empty when nothing of its own can be seen.', () => {
  const slot = (html: string) => {
    document.body.innerHTML = `<div>${html}</div>`
    return isEmpty(document.body.firstElementChild!)
  }
  expect(slot(' <!-- x --> <template>X</template>')).toBe(true)
  expect(slot('<p></p>')).toBe(true)
  expect(slot('<p>Ours</p>')).toBe(false)
  expect(slot('<img src="/x.png">')).toBe(false)
})
