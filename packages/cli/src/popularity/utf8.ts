/**
 * Converts UTF-16 input (as in Matomo's exports for spreadsheets) to UTF-8, and passes everything else through
 * unchanged.
 */

const MARK = [0xff, 0xfe] as const

export async function* utf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: TextDecoder | undefined
  let begun = false
  for await (const chunk of chunks) {
    if (!begun && MARK.every((byte, i) => chunk[i] === byte)) decoder = new TextDecoder('utf-16le')
    begun ||= chunk.length > 0
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk
  }
}
