import { open, realpath, stat } from 'node:fs/promises'
import { basename, dirname, extname, isAbsolute, join, relative, sep } from 'node:path'
import { whyNot } from '../terminal/failure.ts'
import { UsageError } from '../terminal/usage.ts'
import { type Answer, LARGEST_FILE, type Source, sentence } from './answer.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.htm': 'text/html',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

const isHidden = (path: string) => path.split(sep).some((name) => name.startsWith('.'))

/**
 * Finds a file in the folder. Returns undefined if the file doesn't exist, is outside the folder, or is hidden, because
 * a site's folder may contain secrets.
 */
async function fileAt(folder: string, path: string): Promise<string | undefined> {
  const names = decodeURIComponent(new URL(`http://localhost${path}`).pathname)
    .split('/')
    .filter(Boolean)
  if (names.some((name) => name.startsWith('.') || /[\\\0]/.test(name))) return undefined
  const found = await realpath(join(folder, ...names))
  // A symbolic link may lead out of the folder (`..`) or to a hidden file in it.
  const within = relative(folder, found)
  if (isHidden(within) || isAbsolute(within)) return undefined
  const about = await stat(found)
  if (about.isDirectory()) return fileAt(folder, `/${[...names.map(encodeURIComponent), 'index.html'].join('/')}`)
  return about.isFile() ? found : undefined
}

async function read(folder: string, path: string): Promise<Answer> {
  const file = await fileAt(folder, path)
  if (!file) return sentence(404, "there is no such file in the page's folder")
  const handle = await open(file)
  try {
    if ((await handle.stat()).size > LARGEST_FILE) return sentence(413, `larger than ${LARGEST_FILE / 1e6} MB`)
    const type = TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream'
    return { status: 200, headers: { 'content-type': type }, body: await handle.readFile() }
  } finally {
    await handle.close()
  }
}

/** Serves the folder that contains a page. @throws UsageError if the file doesn't exist */
export async function folderSource(file: string): Promise<Source> {
  const found = await realpath(file).catch((cause: Error) => cause)
  const isPage = typeof found === 'string' && /\.html?$/i.test(found) && (await stat(found)).isFile()
  if (!isPage) {
    const why = typeof found === 'string' ? 'is no HTML file' : (whyNot(found) ?? `can't be read: ${found.message}`)
    throw new UsageError(`${file} ${why}: preview takes a page's address, or an HTML file`)
  }
  const folder = dirname(found)
  // Serve the folder that really contains the page, not the one that contains a link to it.
  if (isHidden(relative(await realpath(dirname(file)), found)))
    throw new UsageError(
      `${file} is a link to ${found}, which is hidden or in another folder: write the page's own path`,
    )
  return {
    first: `/${encodeURIComponent(basename(found))}`,
    answer: ({ path }) => read(folder, path).catch(() => sentence(404, "there is no such file in the page's folder")),
  }
}
