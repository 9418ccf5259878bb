/** Bytes at the start of a page within which it says how it is written: as the HTML standard has it. */
const PRESCAN = 1024

/** A page's text, by what the server says, or the page itself; else UTF-8. @param type the header `content-type` */
export function decodePage(bytes: Uint8Array, type: string): string {
  const start = Buffer.from(bytes.subarray(0, PRESCAN)).toString('latin1')
  const charset = [type, start].map((text) => /charset\s*=\s*["']?([\w-]+)/i.exec(text)?.[1]).find(Boolean)
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
