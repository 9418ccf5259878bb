import { expect, test, vi } from 'vitest'
import { type Inner, piece, show } from '../src/piece.ts'

const box = () => document.createElement('div')
const rows = (...names: string[]) => names.map((key) => piece('li', { key }, key))

test('texts, properties, attributes and custom properties arrive, and go again', () => {
  const parent = box()
  const press = vi.fn()
  show(parent, [
    piece('button', { type: 'button', className: 'a', onclick: press, 'aria-pressed': 'true', '--share': '0.5' }, 'Go'),
  ])
  const button = parent.firstElementChild as HTMLButtonElement
  button.click()
  expect(press).toHaveBeenCalledOnce()
  expect([button.className, button.getAttribute('aria-pressed'), button.textContent]).toEqual(['a', 'true', 'Go'])
  expect(button.style.getPropertyValue('--share')).toBe('0.5')
  show(parent, [piece('button', { type: 'button' }, 'Stop')])
  expect(parent.firstElementChild).toBe(button)
  button.click()
  expect(press).toHaveBeenCalledOnce()
  expect([button.className, button.hasAttribute('aria-pressed'), button.textContent]).toEqual(['', false, 'Stop'])
  expect(button.style.getPropertyValue('--share')).toBe('')
})

test('markup in a text stays a text', () => {
  const parent = box()
  const text = '<img src=x onerror=alert(1)>'
  show(parent, [text, piece('p', { title: text }, text)])
  expect(parent.querySelector('img')).toBeNull()
  expect(parent.textContent).toBe(text + text)
})

test('rows keep their elements while others come, go and change places', () => {
  const parent = box()
  show(parent, rows('a', 'b', 'c'))
  const [a, b, c] = parent.children
  show(parent, rows('c', 'x', 'a'))
  expect([...parent.children].map((each) => each.textContent)).toEqual(['c', 'x', 'a'])
  expect([parent.children[0], parent.children[2]]).toEqual([c, a])
  expect(b!.isConnected).toBe(false)
})

test('what has the focus keeps it when something comes before it, and what was typed stays', () => {
  const parent = box()
  document.body.append(parent)
  const field = piece('input', { key: 'field', value: '' })
  const view = (...before: Inner[]) => show(parent, [...before, field])
  view(undefined)
  const input = parent.querySelector('input')!
  input.focus()
  input.value = 'typed'
  view(piece('p', {}, 'news'), false)
  expect(document.activeElement).toBe(input)
  expect(input.value).toBe('typed')
  parent.remove()
})
