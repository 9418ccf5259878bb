/** The page "Try it on your page": takes HTML, has a sandboxed frame check and order it, and shows what was found. */
import { wordsIn } from '../words.js'

const MOST = 5_000_000
/** Number of moves listed per list: those that rose most. The frame shows all of them. */
const MOST_MOVES = 8

const say = wordsIn(document.documentElement.lang)
const byId = (id) => document.getElementById(id)
const field = byId('source')
const stage = byId('stage')

/** The page, and the lists to mark in it: `{ at, name, tag }`. */
let current = { html: '', marks: [] }
/** Only the latest frame's messages count. */
let frame

byId('form').addEventListener('submit', (event) => {
  event.preventDefault()
  void look(field.value)
})
byId('file').addEventListener('change', ({ target }) => void take(target.files[0]))
byId('sample').addEventListener('click', async () => {
  field.value = await (await fetch(byId('sample').dataset.page)).text()
  void look(field.value)
})
for (const name of ['dragover', 'drop'])
  field.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    if (name === 'drop') void take(event.dataTransfer.files[0])
  })
byId('readers').addEventListener('change', () => void order())
byId('results').addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-copy]')
  if (!button) return
  await navigator.clipboard.writeText(byId(button.dataset.copy).textContent)
  button.textContent = say('copied')
})

async function take(file) {
  if (!file) return
  if (file.size > MOST) return tell('large')
  const text = await file.text()
  if (!/<[a-z!]/i.test(text) || text.includes('\0')) return tell('binary')
  field.value = text
  await look(text)
}

/** Finds the lists of a page, then orders them for the chosen reader. */
async function look(html) {
  if (!html.trim()) return tell('empty')
  if (html.length > MOST) return tell('large')
  tell('looking')
  current = { html, marks: [] }
  const report = await show('')
  if (!report) return
  const marks = marksOf(report)
  if (!report.lists.length && !marks.length) return tell('none')
  current = { html, marks }
  list('found', [
    ...report.lists.map(({ name, items }) => say('marked', { name, n: items.length })),
    ...marks.map(({ at, count }) => say('suggested', { at, n: count })),
  ])
  byId('code').textContent = marks.map(({ tag }) => tag).join('\n')
  byId('code-part').hidden = !marks.length
  const notes = report.findings.filter(({ code }) => !['no-list', 'unmarked', 'no-snippet', 'no-tag'].includes(code))
  list(
    'notes',
    notes.map(({ message, write }) => [message, write]),
  )
  byId('notes-part').hidden = !notes.length
  byId('results').hidden = false
  await order()
}

/** The lists that aren't marked yet, with a name for each. */
function marksOf({ findings }) {
  const used = new Set()
  return findings
    .filter(({ code, tag }) => code === 'unmarked' && tag)
    .map(({ at, tag, name, count }, index) => {
      const unused = name && !used.has(name) ? name : `list-${index + 1}`
      used.add(unused)
      const attribute = ` data-inkling-list="${unused.replaceAll('"', '&quot;')}"`
      return { at, name: unused, count, tag: tag.replace(/(\s*\/?>)$/, `${attribute}$1`) }
    })
}

/** Shows the page, with its lists marked, to the chosen reader. */
async function order() {
  const rankings = new Map()
  const titles = new Map()
  // A list may be ranked again, once its texts have vectors.
  const print = () =>
    list(
      'moves',
      [...rankings.values()].flatMap((ranked) => movesOf(ranked, titles)),
    )
  const report = await show(document.querySelector('[name="reader"]:checked').value, (ranked) => {
    rankings.set(ranked.list, ranked)
    print()
  })
  if (!report) return
  for (const [id, title] of report.lists.flatMap(({ items }) => items)) titles.set(id, title)
  print()
  tell()
}

function movesOf({ list: name, moved, items }, titles) {
  if (!moved) return [say('unmoved', { list: name })]
  const risen = items.filter(({ from, to }) => to < from).sort((a, b) => b.from - b.to - (a.from - a.to))
  return [
    say('moves', { list: name, n: moved, of: items.length }),
    ...risen
      .slice(0, MOST_MOVES)
      .map(({ id, from, to }) => say('move', { title: titles.get(id) ?? id, from: from + 1, to: to + 1 })),
  ]
}

/**
 * Replaces the frame by a new one with the current page.
 *
 * @param reader a persona's name, or '' for none
 * @returns the frame's report; undefined if it failed or another frame has replaced it
 */
function show(reader, onRanked = () => {}) {
  const next = document.createElement('iframe')
  // Without `allow-same-origin`, the page has an origin of its own: it can't read this site's storage.
  next.sandbox = 'allow-scripts'
  next.title = say('frame')
  next.src = `${stage.dataset.frame}${reader && `?inkling-persona=${reader}`}`
  frame = next
  return new Promise((resolve) => {
    addEventListener('message', function hear({ source, data }) {
      if (frame !== next) {
        removeEventListener('message', hear)
        resolve(undefined)
      }
      if (source !== next.contentWindow) return
      if (data.kind === 'loaded') next.contentWindow.postMessage(current, '*')
      if (data.kind === 'ranked') onRanked(data)
      if (data.kind === 'checked') resolve(data)
      if (data.kind !== 'failed') return
      tell('failed', { why: data.why })
      resolve(undefined)
    })
    stage.replaceChildren(next)
  })
}

/** @param key the message; undefined clears it */
function tell(key, values) {
  byId('status').textContent = key ? say(key, values) : ''
  if (!['empty', 'large', 'binary', 'none', 'failed'].includes(key)) return
  byId('results').hidden = true
}

/** Fills a list with texts, or with pairs of a text and code. The texts come from the page, so they are never markup. */
function list(id, rows) {
  byId(id).replaceChildren(
    ...rows.map((row) => {
      const [text, code] = [row].flat()
      const item = document.createElement('li')
      item.textContent = text
      if (code) item.append(Object.assign(document.createElement('code'), { textContent: code }))
      return item
    }),
  )
}
