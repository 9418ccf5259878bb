// The platform's own dictionary of words, in a browser, and the built tag on a page that needs it.

import { afterEach, expect, test, vi } from 'vitest'
import { words } from '../../../src/ranking/features/words.ts'

const frames: HTMLIFrameElement[] = []
afterEach(() => {
  for (const frame of frames.splice(0)) frame.remove()
  localStorage.clear()
})

test.each([
  ['Chinese', '我们在北京大学学习', ['我们', '在', '北京', '大学', '学习']],
  ['Japanese', '私は昨日東京で勉強', ['私', 'は', '昨日', '東京', 'で', '勉強']],
  ['Thai', 'ฉันไปโรงเรียน', ['ฉัน', 'ไป', 'โรงเรียน']],
  ['Korean, by twos', '대통령은', ['대통', '통령', '령은']],
])('Texts without blanks fall into words: %s.', (_, text, expected) => {
  expect(words(text)).toEqual(expected)
})

/** Until a page in this language has asked the server for these files, of those that begin with "words": what English adds may come late. */
async function asksFor(expected: readonly string[], lang: string, list = ''): Promise<void> {
  const grant = { state: 'granted', content: true, creatives: false, measurement: false, at: Date.now() }
  localStorage.setItem('inkling.consent', JSON.stringify(grant))
  const frame = document.createElement('iframe')
  frames.push(frame)
  frame.srcdoc = `<!doctype html><html lang="${lang}"><head><script>
    document.addEventListener('inkling:ready', () => { window.isReady = true })</script>
    <script async src="/inkling.js" data-download="never"></script></head>
    <body><ol data-inkling-list="top">${list}<li><a href="/a">Eins</a></li></ol></body></html>`
  document.body.append(frame)
  const view = () => frame.contentWindow as unknown as { isReady?: boolean; performance: Performance }
  await vi.waitFor(() => expect(view().isReady).toBe(true), { timeout: 20_000 })
  const names = () =>
    view()
      .performance.getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname.slice(1))
  const asked = () => [...new Set(names().filter((name) => name.startsWith('words')))].sort()
  await vi.waitFor(() => expect(asked()).toEqual(expected), { timeout: 20_000 })
}

test('A page asks for the words of its languages, checked and run.', async () => {
  await asksFor(['words-en.js', 'words.js'], 'en')
  await asksFor(['words-de.js', 'words.js'], 'de-CH')
  await asksFor(['words-en.js', 'words-pl.js', 'words.js'], 'en', '<li lang="pl"><a href="/b">Dwa</a></li>')
  await asksFor(['words.js'], 'nl')
})
