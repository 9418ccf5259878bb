// What a campaign's creative must not contain, and what a data field can do in the site's own template.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageDocument } from '../../../../../cli/src/pages/page-document.ts'
import { refusedIn } from '../../../../src/page/slots/allow-list.ts'
import { fillTemplate, webAddress } from '../../../../src/page/slots/fill-template.ts'
import { labelSlot } from '../../../../src/page/slots/label.ts'
import { isEmpty } from '../../../../src/page/slots/slot.ts'
import { ATTACKS, HELD } from '../../../faults/creatives/markup.ts'

const BASE = 'https://site.example/page'

function template(html: string): HTMLTemplateElement {
  document.body.innerHTML = `<template>${html}</template>`
  return document.querySelector('template')!
}
const refused = (html: string) => refusedIn(template(html).content, BASE)

test.each([
  '<b onclick="x">X</b>',
  '<b ONCLICK="x">X</b>',
  '<b onwhatcomesnext="x">X</b>',
  '<script>x</script>',
  '<style>b{}</style>',
  '<link rel="stylesheet" href="/x.css">',
  '<base href="/x">',
  '<iframe></iframe>',
  '<form action="/x"></form>',
  '<input type="hidden" form="page-form" name="price" value="0">',
  '<button formaction="https://evil.example/">X</button>',
  '<label for="agree">X</label>',
  '<details open><summary>X</summary></details>',
  '<b popover>X</b>',
  '<b is="x-b">X</b>',
  '<x-b>X</x-b>',
  '<b><template><i>X</i></template></b>',
  '<svg><set attributeName="href" to="javascript:x"/></svg>',
  '<svg><a href="/x">X</a></svg>',
  '<svg><use href="#page"/></svg>',
  '<svg><path d="M0 0" fill="url(/x.svg#a)"/></svg>',
  '<svg><path d="M0 0" fill="\\75rl(/x.svg#a)"/></svg>',
  '<math><mi>X</mi></math>',
  '<a href="javascript:x">X</a>',
  '<a href=" java\nscript:x">X</a>',
  '<a href="data:text/html,x">X</a>',
  '<a href="mailto:a@b.example">X</a>',
  '<a href="/x" target="page-frame">X</a>',
  '<a href="/x" target="_blank" rel="opener">X</a>',
  '<a href="/x" ping="https://evil.example/">X</a>',
  '<img src="data:image/svg+xml,x">',
  '<img src="blob:https://site.example/1">',
  '<img width="99999" src="/x.png">',
  '<img name="querySelector" src="/x.png">',
  '<b id="a-name-of-its-own">X</b>',
  '<b data-hx-get="/x" data-hx-trigger="load">X</b>',
  '<b data-inkling-label>Sponsored</b>',
  '<b style="position: fixed">X</b>',
  '<b style="margin-top: -900px">X</b>',
  '<b style="background: url(/x)">X</b>',
  '<b style="--x: 1">X</b>',
  '<b style="color: var(--x)">X</b>',
  '<b style="width: 100vw">X</b>',
  '<b style="font-family: Rare">X</b>',
  '<b><i><u onfocus="x">X</u></i></b>',
])('%s is refused.', (html) => {
  expect(refused(html)).toBeTypeOf('string')
})

test('What is refused is named.', () => {
  expect(refused('<b><x-b>X</x-b></b>')).toBe('<x-b>')
  expect(refused('<b onclick="x">X</b>')).toBe('onclick="x"')
  expect(refused('<b style="color: red; position: fixed">X</b>')).toBe('the style position: fixed')
  const open = template('<p>X</p>')
  open.content.querySelector('p')!.attachShadow({ mode: 'open' })
  expect(refusedIn(open.content, BASE)).toBe('a shadow root in <p>')
})

test.each([
  '<a class="promo" href="/shop"><img src="/x.png" srcset="/x.png 1x, /y.png 2x" alt="X" width="800" height="600" loading="lazy" decoding="async"><b>X</b></a>',
  '<picture><source srcset="/x.avif" type="image/avif" media="(width > 600px)"><img src="/x.png" alt=""></picture>',
  '<a href="https://other.example/" target="_blank" rel="sponsored noopener">X</a><a href="#more">B</a>',
  '<h2 lang="ru" dir="ltr">Ж</h2><ul><li>X</li></ul><p>One<br>two</p><!-- a note -->',
  '<b style="color: red; padding: 4px 8px; margin: 0 auto; border: 1px solid #123456; border-radius: 8px; text-align: center">X</b>',
  '<p style="background: linear-gradient(red, rgba(0, 0, 0, .5)); display: flex; gap: 1em; font-size: clamp(1rem, 2vw, 3rem)">X</p>',
  '<img src="data:image/png;base64,AA==" alt="">',
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" role="img" aria-label="X"><g fill="none" stroke="currentColor" stroke-width="1.5"><path d="M1 1h2v2z" transform="rotate(45 2 2)"/><circle cx="3" cy="3" r="1"/></g></svg>',
])('%s is not.', (html) => {
  expect(refused(html)).toBeUndefined()
})

test('On the command line, without styles as a browser has them, the text is read; what hides in it is refused.', () => {
  const refusedText = (style: string) => {
    const { content } = pageDocument(`<template><b style="${style}">X</b></template>`, BASE).querySelector('template')!
    return refusedIn(content, BASE)
  }
  expect(refusedText('color: red; border: 1px solid #123456; margin: 0 auto')).toBeUndefined()
  for (const style of [
    'pos\\69tion: fixed',
    'position: fixed',
    'POSITION:fixed',
    'background: \\75rl(/x)',
    'background:URL(/x)',
    'color: red/**/;inset:0',
  ])
    expect(refusedText(style)).toBeTypeOf('string')
})

const onCommandLine = (html: string) =>
  refusedIn(pageDocument(`<template>${html}</template>`, BASE).querySelector('template')!.content, BASE)

test.each(Object.entries(ATTACKS))('The command line refuses %s.', (_, html) => {
  expect(onCommandLine(html)).toBeTypeOf('string')
})

// happy-dom keeps a closed shadow root as a nested template.
test.each(Object.entries(HELD).filter(([, html]) => !html.includes('shadowrootmode')))(
  'The command line has nothing against %s.',
  (_, html) => {
    expect(onCommandLine(html)).toBeUndefined()
  },
)

test('A label’s parts can’t turn each other round, whatever a sponsor is called.', () => {
  document.body.innerHTML = '<div></div>'
  const slot = document.body.firstElementChild as HTMLElement
  const undo = labelSlot(slot, ['Sponsored', '\u2069\u202Eemca', 'chosen'])
  expect(slot.textContent).toBe('Sponsored · emca · chosen')
  expect([...slot.querySelectorAll('[data-inkling-label] > bdi')].map(({ textContent }) => textContent)).toEqual([
    'Sponsored',
    'emca',
    'chosen',
  ])
  undo()
  expect(slot.childElementCount).toBe(0)
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
