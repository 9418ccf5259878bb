// Stores randomised bits in a log that `npx --no inkling measure --epsilon 1` reads. It stores nothing else of a request: no address, no time.
// Run `node bit-collector.mjs bits.jsonl 8787`, and let your server forward POST /inkling/bit to that port. Requires Node 20 and no packages.

import { appendFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'

/** Maximum size of a report in bytes. Names have at most 32 characters. */
const MOST = 120
const BIT = /^\{"experiment":"[\w-]{1,32}","arm":"[\w-]{1,32}","bit":[01]\}$/

/** @returns the request's body, or undefined if it is too long to be a report */
async function read(request) {
  let text = ''
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    text += chunk.toString('latin1')
    if (text.length > MOST) return undefined
  }
  return text
}

/** @param {string} file the log @returns a request handler that answers 204 if the bit was stored, and otherwise with an error status */
export const collector = (file) => async (request, response) => {
  const answer = (status) => response.writeHead(status, { connection: 'close' }).end()
  try {
    if (request.method !== 'POST') return answer(405)
    // Pages of other sites can make a browser post here too. Old browsers don't send Sec-Fetch-Site.
    if ((request.headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin') return answer(403)
    const text = await read(request)
    if (text === undefined) return answer(413)
    if (!BIT.test(text)) return answer(400)
    await appendFile(file, `${text}\n`)
    answer(204)
  } catch {
    if (!response.headersSent) answer(500)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file = 'bits.jsonl', port = '8787'] = process.argv.slice(2)
  createServer({ requestTimeout: 10_000 }, collector(file)).listen(Number(port), '127.0.0.1')
}
