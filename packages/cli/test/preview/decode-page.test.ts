// @vitest-environment node
import { expect, test } from 'vitest'
import { decodePage } from '../../src/preview/decode-page.ts'

const LATIN = Uint8Array.from([0x3c, 0x70, 0x3e, 0xe4])

test('The encoding is the server’s, else the page’s, else UTF-8; unknown encodings are read as UTF-8.', () => {
  expect(decodePage(LATIN, 'text/html; charset=ISO-8859-1')).toBe('<p>ä')
  expect(decodePage(Buffer.concat([Buffer.from('<meta charset="windows-1252">'), LATIN]), 'text/html')).toContain(
    '<p>ä',
  )
  expect(decodePage(Buffer.from('<p>ä'), 'text/html')).toBe('<p>ä')
  expect(decodePage(Buffer.from('<p>ä'), 'text/html; charset=no-such-thing')).toBe('<p>ä')
})
