import * as dom from '../dom.ts'
import { own } from '../json/own.ts'
import { eachChunk } from './bounded.ts'
import type { ReleaseFile } from './release-file.ts'
import { trusted } from './trusted-types.ts'

/** Time in milliseconds after which a server that sends nothing is considered unreachable. */
const PATIENCE = 10_000

/**
 * Imports a module only if its size and hash match those listed in the importing file, whose own `integrity` protects
 * the list.
 *
 * `import()` accepts no hash, but a script element does, and a later `import()` of the same URL returns the module that
 * the element loaded, without another request. The file is first read with a size limit, because an element would
 * decompress any amount of data.
 *
 * @param nonce the running script's nonce, which a content security policy may require
 */
export async function checkedImport<T>(url: string, [bytes, hash]: ReleaseFile, nonce: string): Promise<T> {
  const load = async (cache: RequestCache): Promise<T> => {
    const signal = AbortSignal.timeout(PATIENCE)
    await eachChunk(await fetch(url, own({ cache, signal })), bytes)
    // The fragment makes the URL unique, so that markup can't already have loaded anything from it.
    const address = `${url}#${Math.random()}`
    await new Promise((resolve, reject) => {
      const script = Object.assign(dom.createElement(document, 'script'), {
        type: 'module',
        integrity: `sha256-${hash}`,
        nonce,
        src: trusted(address),
        onload: resolve,
        onerror: (signal.onabort = reject),
      })
      dom.append(dom.head(document), script)
    })
    return import(address)
  }
  // Bypass the cache once, because a damaged copy in the HTTP cache would fail on every page.
  return load('default').catch(() => load('reload'))
}
