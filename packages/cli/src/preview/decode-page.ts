/** Number of bytes at the start of a page in which its encoding may be declared, as in the HTML standard. */
const PRESCAN = 1024

/**
 * Decodes a page according to its content-type header or the declaration in its markup. The default is UTF-8.
 * @param type the `content-type` header
 */
export function decodePage(bytes: Uint8Array, type: string): string {
  const start = Buffer.from(bytes.subarray(0, PRESCAN)).toString('latin1')
  const charset = [type, start].map((text) => /charset\s*=\s*["']?([\w-]+)/i.exec(text)?.[1]).find(Boolean)
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
