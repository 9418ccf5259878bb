import * as dom from '../dom.ts'
import { own } from '../json/own.ts'
import { eachChunk } from './bounded.ts'
import type { ReleaseFile } from './release-file.ts'
import { trusted } from './trusted-types.ts'

/** Milliseconds after which a server that says nothing counts as gone. */
const PATIENCE = 10_000

/**
 * A module, if it is the one that the importing file lists: that file's own integrity vouches for it.
 *
 * `import()` takes no hash, but a script element does, and what it has loaded is what `import()` of that address gives,
 * without another request. Before it, the file is read within its size: an element would unfold whatever comes.
 *
 * @param nonce of the script that runs: a policy may ask for it
 */
export async function checkedImport<T>(url: string, [bytes, hash]: ReleaseFile, nonce: string): Promise<T> {
  const load = async (cache: RequestCache): Promise<T> => {
    const signal = AbortSignal.timeout(PATIENCE)
    await eachChunk(await fetch(url, own({ cache, signal })), bytes)
    // Nothing that markup has had loaded before has this address.
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
  // What lies damaged in a cache would be met again on every page.
  return load('default').catch(() => load('reload'))
}
