/**
 * Compares two readers side by side: takes the readers from the address, moves the divider, and keeps both frames at
 * the same scroll position.
 */
import { tell } from './words.js'

/** Steps of the divider in per cent of the width, by key. */
const STEPS = {
  ArrowLeft: -2,
  ArrowDown: -2,
  ArrowRight: 2,
  ArrowUp: 2,
  PageDown: -10,
  PageUp: 10,
  Home: -100,
  End: 100,
}

const form = document.querySelector('[data-pair]')
const stage = document.querySelector('[data-stage]')
const divider = stage.querySelector('[data-divider]')
const frames = [...stage.querySelectorAll('[data-half]')]

showPair()
form.addEventListener('change', () => {
  location.search = new URLSearchParams(new FormData(form)).toString()
})
divider.addEventListener('keydown', (event) => {
  const step = STEPS[event.key]
  if (step === undefined) return
  event.preventDefault()
  moveTo(Number(divider.getAttribute('aria-valuenow')) + step)
})
divider.addEventListener('pointerdown', (event) => {
  divider.setPointerCapture(event.pointerId)
  stage.toggleAttribute('data-dragged', true)
})
divider.addEventListener('pointermove', (event) => {
  if (!divider.hasPointerCapture(event.pointerId)) return
  const { left, width } = stage.getBoundingClientRect()
  moveTo((100 * (event.clientX - left)) / width)
})
divider.addEventListener('lostpointercapture', () => stage.toggleAttribute('data-dragged', false))

/** An unknown name is replaced by the default, which the form shows at first. */
function showPair() {
  const asked = new URLSearchParams(location.search)
  const unknown = []
  for (const frame of frames) {
    const { half, src } = frame.dataset
    const select = form.elements[half]
    const name = asked.get(half)
    const known = [...select.options].some(({ value }) => value === name)
    if (known) select.value = name
    const instead = select.selectedOptions[0].textContent
    if (name !== null && !known) unknown.push(tell('compareUnknown', { name, instead }))
    frame.title = instead
    frame.addEventListener('load', () => follow(frame))
    frame.src = `${src}?${asReader(select.value)}`
  }
  form.parentElement.querySelector('[data-said]').textContent = unknown.join(' ')
  moveTo(50)
}

/** In the holdout, anybody sees the editors' order. */
function asReader(name) {
  return name === 'editors' ? 'inkling-persona=new-reader&inkling-arm=holdout' : `inkling-persona=${name}`
}

function moveTo(place) {
  const at = Math.round(Math.min(100, Math.max(0, place)))
  stage.style.setProperty('--at', `${at}%`)
  divider.setAttribute('aria-valuenow', String(at))
  divider.setAttribute('aria-valuetext', `${at} % ${frames[0].title}, ${100 - at} % ${frames[1].title}`)
}

function follow({ contentWindow: one }) {
  one.addEventListener('scroll', () => {
    for (const { contentWindow: other } of frames)
      if (other !== one && other.scrollY !== one.scrollY) other.scrollTo({ top: one.scrollY, behavior: 'instant' })
  })
}
