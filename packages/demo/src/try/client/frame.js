/**
 * Runs in the sandboxed frame: shows the cleaned page, marks its lists, then adds Inkling's tag, as a site would. Sends
 * the results of `inkling.check()` and `inkling:ranked` to the page around the frame.
 */
import { cleaned } from './clean.js'

const send = (message) => parent.postMessage(message, '*')
/** By its prototype, because the page may contain `<form name="querySelector">`. */
const find = (selector) => Document.prototype.querySelector.call(document, selector)
/** Inkling's tag. It is taken out before the page is inserted, which may contain an element with the same id. */
const tag = find('#tag').content

addEventListener('message', ({ data, source }) => {
  if (source !== parent || typeof data?.html !== 'string') return
  try {
    show(data)
  } catch (error) {
    send({ kind: 'failed', why: String(error?.message ?? error) })
  }
})
// A followed link or a sent form would leave the preview.
for (const name of ['click', 'auxclick', 'submit'])
  addEventListener(name, (event) => event.preventDefault(), { capture: true })
send({ kind: 'loaded' })

/** @param {{ html: string, marks: ReadonlyArray<{ at: string, name: string }> }} page */
function show({ html, marks }) {
  const page = cleaned(html)
  const root = document.documentElement
  root.lang = page.documentElement.lang || 'en'
  for (const style of [...page.getElementsByTagName('style')]) document.head.append(style)
  const body = page.documentElement.lastElementChild
  root.lastElementChild.replaceWith(body)
  for (const { at, name } of marks) find(at)?.setAttribute('data-inkling-list', name)
  addEventListener('inkling:ranked', ({ detail }) => sendRanking(detail), { capture: true })
  addEventListener('inkling:error', ({ detail }) => send({ kind: 'error', why: detail.message }), { capture: true })
  addEventListener('inkling:ready', sendReport, { capture: true, once: true })
  root.firstElementChild.append(tag.cloneNode(true))
}

async function sendReport() {
  const { lists, findings } = await window.inkling.check()
  send({
    kind: 'checked',
    lists: lists.map(({ name, items }) => ({ name, items: items.map(({ id, title }) => [id, title ?? id]) })),
    findings: findings.map(({ severity, code, message, at, write }) => {
      const list = code === 'unmarked' ? find(at) : undefined
      return {
        severity,
        code,
        message,
        at,
        write,
        ...(list && { tag: startTag(list), name: list.id, count: list.childElementCount }),
      }
    }),
  })
}

/** The start tag of an element, without its content. */
const startTag = (element) => element.cloneNode(false).outerHTML.replace(/<\/[^>]*>$/, '')

function sendRanking({ list, ranking, moved }) {
  send({ kind: 'ranked', list, moved, items: ranking.items.map(({ id, from, to }) => ({ id, from, to })) })
}
