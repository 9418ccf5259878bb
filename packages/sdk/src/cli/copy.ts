import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { version } from 'virtual:release'
import { DEFAULT_MODEL, DIST } from './model.ts'

/** Folders that web servers and frameworks serve as the root. */
const SERVED_ROOT = /^(?:\.\/)?(?:public|static|dist|www|htdocs|site|build|out)\//

const sha = (algorithm: 'sha256' | 'sha384', data: string | Uint8Array) =>
  `${algorithm}-${createHash(algorithm).update(data).digest('base64')}`

function addressOf(directory: string, base: string | undefined): string {
  const address =
    base ??
    `/${directory
      .replace(/\\/g, '/')
      .replace(SERVED_ROOT, '')
      .replace(/^(?:\.?\/)+/, '')}`
  return `${address.replace(/\/+$/, '')}/${version}/`
}

/**
 * The two lines for a page's head; the snippet also as a file, for policies that allow nothing inline.
 *
 * @param address URL of the release's folder, with a slash at its end
 */
async function lines(address: string): Promise<{ snippet: string; file: string; tag: string; banner: string }> {
  const source = (await readFile(join(DIST, 'snippet.js'), 'utf8')).trim()
  if (/<\/script/i.test(source) || source.includes('\n'))
    throw new Error('the snippet must be one line without a closing script tag')
  const from = async (name: string) =>
    `src="${address}${name}" integrity="${sha('sha384', await readFile(join(DIST, name)))}" crossorigin="anonymous"`
  return {
    snippet: `<script>${source}</script>`,
    // Not async: it must run before the body is parsed.
    file: `<script ${await from('snippet.js')}></script>`,
    tag: `<script async ${await from('inkling.js')} data-model="${address}${DEFAULT_MODEL}/"></script>`,
    banner: `<script type="module" ${await from('consent-banner.js')}></script>`,
  }
}

/**
 * Puts the release into `directory/<version>/` and prints snippet and tag, one line each, on stdout. What else there is
 * to say goes to stderr.
 */
export async function copy(directory: string, base: string | undefined): Promise<void> {
  const target = join(directory, version)
  const address = addressOf(directory, base)
  const { snippet, file, tag, banner } = await lines(address)
  await rm(target, { recursive: true, force: true })
  await mkdir(target, { recursive: true })
  // Source maps stay in the package: they are twice as large as all the rest.
  const filter = (path: string) => !path.endsWith('.map')
  const files = [
    'snippet.js',
    'inkling.js',
    'later.js',
    'transfer.js',
    'check.js',
    'consent-banner.js',
    'release.json',
    'THIRD-PARTY.txt',
  ]
  for (const name of [...files, 'engine']) {
    await cp(join(DIST, name), join(target, name), { recursive: true, filter })
  }
  for (const model of await readdir(join(DIST, 'models')))
    await cp(join(DIST, 'models', model), join(target, model), { recursive: true })
  process.stdout.write(`${snippet}\n${tag}\n`)
  const inline = snippet.slice('<script>'.length, -'</script>'.length)
  process.stderr.write(
    `Copied Inkling ${version} to ${target}. Put the two lines into the head, the first as early as possible.\n` +
      `With a content security policy, allow the first one by its hash: script-src '${sha('sha256', inline)}' 'wasm-unsafe-eval'\n` +
      `Where a policy allows nothing inline, put this in its place: ${file}\n` +
      `For Inkling's own consent banner, put <inkling-consent></inkling-consent> first into the body, and after it: ${banner}\n`,
  )
}
