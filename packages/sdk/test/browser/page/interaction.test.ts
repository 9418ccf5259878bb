// A list must not move while the reader interacts with it.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { interactionIn, type Press, watchPress } from '../../../src/page/guard/interaction.ts'
import { arrangeList } from '../../../src/page/order/arrange.ts'
import { orderOf, page, ranking } from './make.ts'

let press: Press
beforeEach(() => {
  press = watchPress(document)
})
afterEach(() => {
  press.stop()
  getSelection()?.removeAllRanges()
  document.body.innerHTML = ''
})

/** Below the window, so that only the interaction keeps the list from being ordered. */
function below(more = '') {
  const made = page()
  made.list.insertAdjacentHTML('beforebegin', `<div style="height:5000px"></div>${more}`)
  const tryOrder = () => arrangeList(made.pageList, ranking([3, 0, 1, 2]), undefined, { press })
  return { ...made, tryOrder }
}

function expectFrozen({ list, tryOrder }: ReturnType<typeof below>, why: string) {
  expect(interactionIn(list, press)).toBe(why)
  expect(tryOrder()).toMatchObject({ moved: 0, late: true, why })
  expect(orderOf(list)).toBe('0 1 2 3')
}

function expectFree({ list, tryOrder }: ReturnType<typeof below>) {
  expect(interactionIn(list, press)).toBeUndefined()
  expect(tryOrder()).toMatchObject({ moved: 1, late: false })
  expect(orderOf(list)).toBe('3 0 1 2')
}

test('Focus inside freezes the list, focus elsewhere doesn’t.', () => {
  const made = below('<button id="else"></button>')
  made.items[1]!.querySelector('a')!.focus({ preventScroll: true })
  expectFrozen(made, 'focus')
  document.querySelector<HTMLElement>('#else')!.focus({ preventScroll: true })
  expectFree(made)
})

test('Focus in shadow roots counts, in the item’s and in one around the list.', () => {
  const made = below()
  made.items[2]!.insertAdjacentHTML('beforeend', '<div></div>')
  const inner = made.items[2]!.lastElementChild!.attachShadow({ mode: 'open' })
  inner.innerHTML = '<div></div>'
  const deep = inner.firstElementChild!.attachShadow({ mode: 'open' })
  deep.innerHTML = '<input>'
  deep.querySelector('input')!.focus({ preventScroll: true })
  expectFrozen(made, 'focus')

  document.body.innerHTML = '<div></div>'
  const outer = document.querySelector('div')!.attachShadow({ mode: 'open' })
  outer.innerHTML = '<input><ol><li><button></button></li></ol>'
  outer.querySelector('button')!.focus()
  expect(interactionIn(outer.querySelector('ol')!)).toBe('focus')
  outer.querySelector('input')!.focus()
  expect(interactionIn(outer.querySelector('ol')!)).toBeUndefined()
})

test('What a screen reader stands on counts, though the focus is elsewhere.', () => {
  const made = below('<input id="combo" aria-activedescendant="i2">')
  const combo = document.querySelector<HTMLElement>('#combo')!
  combo.focus({ preventScroll: true })
  expectFrozen(made, 'focus')
  combo.setAttribute('aria-activedescendant', 'gone')
  expectFree(made)
})

test('A selection that touches the list freezes it; a caret, or one elsewhere, doesn’t.', () => {
  const made = below('<p id="else">words</p>')
  const selection = getSelection()!
  selection.setBaseAndExtent(document.querySelector('#else')!, 0, made.items[0]!, 1)
  expectFrozen(made, 'selection')
  selection.collapse(made.items[0]!, 0)
  expect(interactionIn(made.list, press)).toBeUndefined()
  selection.selectAllChildren(document.querySelector('#else')!)
  expectFree(made)
})

test('A pressed pointer freezes the list until it is let go.', async () => {
  const made = page()
  const session = cdp() as unknown as { send(method: string, parameters: object): Promise<void> }
  const send = (type: string, x: number, y: number) =>
    session.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 })
  const frame = window.frameElement?.getBoundingClientRect() ?? { x: 0, y: 0 }
  const { x, y } = made.items[1]!.getBoundingClientRect()
  await send('mousePressed', frame.x + x + 3, frame.y + y + 3)
  expect(interactionIn(made.list, press)).toBe('press')
  expect(interactionIn(made.list)).toBe('press')
  await send('mouseReleased', frame.x + x + 3, frame.y + y + 3)
  getSelection()?.removeAllRanges()
  expect(interactionIn(made.list, press)).toBeUndefined()
})

test('A press that began in the list and has left it still counts; one outside doesn’t; a cancelled one is over.', () => {
  const made = below('<p id="else">words</p>')
  const fire = (target: Element, name: string) => target.dispatchEvent(new PointerEvent(name, { bubbles: true }))
  fire(document.querySelector('#else')!, 'pointerdown')
  expect(interactionIn(made.list, press)).toBeUndefined()
  fire(made.items[1]!.querySelector('a')!, 'pointerdown')
  fire(document.querySelector('#else')!, 'pointermove')
  expectFrozen(made, 'press')
  fire(document.body, 'pointercancel')
  expectFree(made)
})

test('Nothing moves while something is dragged, from wherever.', () => {
  const made = below('<p id="else">words</p>')
  const fire = (name: string) => document.querySelector('#else')!.dispatchEvent(new DragEvent(name, { bubbles: true }))
  fire('dragstart')
  expectFrozen(made, 'drag')
  fire('dragend')
  expectFree(made)
})

/** A sound file with a second of silence. */
function silence(): string {
  const bytes = new Uint8Array(44 + 8000)
  const text = (at: number, chars: string) => bytes.set(new TextEncoder().encode(chars), at)
  const view = new DataView(bytes.buffer)
  text(0, 'RIFF')
  view.setUint32(4, 36 + 8000, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, 8000, true)
  view.setUint32(28, 8000, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  text(36, 'data')
  view.setUint32(40, 8000, true)
  bytes.fill(128, 44)
  return URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }))
}

test('Playing media freezes the list; paused media doesn’t, and a silent film in a circle is decoration.', async () => {
  const made = below()
  const audio = new Audio(silence())
  audio.muted = true
  made.items[1]!.append(audio)
  await audio.play()
  expectFrozen(made, 'media')
  audio.loop = true
  expect(interactionIn(made.list, press)).toBeUndefined()
  audio.loop = false
  audio.pause()
  expectFree(made)
})

test.each([
  ['dialog', '<dialog>?</dialog>', (each: HTMLElement) => (each as HTMLDialogElement).showModal()],
  ['popover', '<div popover>?</div>', (each: HTMLElement) => each.showPopover()],
  [
    'marked dialog',
    '<div role="dialog" aria-modal="true" hidden>?</div>',
    (each: HTMLElement) => (each.hidden = false),
  ],
])('An open %s freezes every list; a closed one doesn’t.', (_, html, open) => {
  const made = below(html)
  expect(interactionIn(made.list, press)).toBeUndefined()
  const dialog = document.querySelector<HTMLElement>('dialog,[popover],[role=dialog]')!
  open(dialog)
  expectFrozen(made, 'dialog')
  dialog.remove()
  expectFree(made)
})

test('A page in full screen freezes its lists.', async () => {
  const made = page()
  made.list.insertAdjacentHTML('beforebegin', '<button id="full">full screen</button>')
  const button = document.querySelector<HTMLElement>('#full')!
  const entered = new Promise<boolean>((resolve) => {
    button.onclick = () =>
      button.requestFullscreen().then(
        () => resolve(true),
        () => resolve(false),
      )
  })
  await userEvent.click(button)
  // Headless browsers and frames without permission refuse.
  if (!(await entered)) return
  expect(interactionIn(made.list, press)).toBe('dialog')
  await document.exitFullscreen()
})

test('Taken away, the watch of presses follows none.', () => {
  const made = below()
  press.stop()
  made.items[1]!.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
  expect(press.on).toBeUndefined()
  expectFree(made)
})
