import { join } from 'node:path'
import { PARAMETER, PERSONAS } from '../../../sdk/src/developers/preview/personas.ts'
import { DIST } from '../files/release.ts'
import { folderSource } from '../preview/folder-source.ts'
import { personaFile } from '../preview/persona-file.ts'
import { servePreview } from '../preview/server.ts'
import { siteSource } from '../preview/site-source.ts'
import { print, say } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

const REPLACED =
  "The page's own Inkling tag, or a content security policy in its markup, is omitted from the preview.\n"

function portOf(given: string | undefined): number {
  if (given === undefined) return 0
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN
  if (!(port >= 1 && port <= 65535)) throw new UsageError(`--port takes a number from 1 to 65535, not '${given}'`)
  return port
}

/**
 * Serves a page on this machine until interrupted, with the snippet, the tag and a persona's history inserted.
 *
 * @throws UsageError if the page, persona or port is invalid
 */
export async function preview(
  page: string,
  { persona: given, port: at }: { readonly persona: string; readonly port: string | undefined },
): Promise<void> {
  const port = portOf(at)
  const isAddress = /^[a-z][a-z\d+.-]+:\/\//i.test(page)
  if (isAddress && !/^https?:/i.test(page)) throw new UsageError('preview takes http and https, or an HTML file')
  const persona = await personaFile(given, join(DIST, 'personas'))
  const source = isAddress ? await siteSource(page) : await folderSource(page)
  let told = false
  const onReplaced = () => {
    if (!told) say(REPLACED)
    told = true
  }
  const { origin } = await servePreview({ source, persona, dist: DIST, onReplaced }, port)
  const first = new URL(source.first, origin)
  first.searchParams.set(PARAMETER, persona.name)
  await print(`${first.href}\n`)
  say(
    `${page} as '${persona.name}' sees it. Other personas: change the name in the address to ${PERSONAS.join(', ')}.\n` +
      `${isAddress ? 'Cookies and policies of the site are not passed on. ' : ''}Ctrl-C ends it.\n`,
  )
}
