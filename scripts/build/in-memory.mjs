/** Replaces files of the SDK with their counterparts for previews. */
import { existsSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../../packages/sdk/src/', import.meta.url))

/**
 * The preview runs the same code as for readers, except for modules that store something, listen to other tabs or depend on what has been painted.
 * These are replaced by the preview's own, and every use of `localStorage` or `sessionStorage` gets a storage in memory.
 */
export function inMemory() {
  const instead = {
    'deletion/delete-data.ts': 'developers/preview/delete-data.ts',
    'deletion/web-storage.ts': 'developers/preview/web-storage.ts',
    'history/history.ts': 'developers/preview/memory-history.ts',
    'history/reported.ts': 'developers/preview/memory-history.ts',
    'lib/events.ts': 'developers/preview/events.ts',
    'lib/tabs.ts': 'developers/preview/tabs.ts',
    'page/guard/layout-shift.ts': 'developers/preview/unseen.ts',
    'page/guard/viewport.ts': 'developers/preview/unseen.ts',
    'runtime/history/tab-sync.ts': 'developers/preview/tabs.ts',
  }
  const storage = join(source, 'developers/preview/memory-storage.ts')
  // A file that has moved would silently not be replaced.
  for (const file of Object.entries(instead).flat())
    if (!existsSync(join(source, file))) throw new Error(`${file}, which a preview has another of, isn't there.`)
  return {
    name: 'inkling-in-memory',
    resolveId(id, importer) {
      if (!importer || !id.startsWith('.')) return null
      const file = relative(source, join(dirname(importer), id))
        .split(sep)
        .join('/')
      return Object.hasOwn(instead, file) ? join(source, instead[file]) : null
    },
    transform(code, id) {
      const names = ['localStorage', 'sessionStorage'].filter((name) => new RegExp(`\\b${name}\\b`).test(code))
      if (!names.length || dirname(id) === dirname(storage) || !id.startsWith(source)) return null
      return { code: `import { ${names.join(', ')} } from ${JSON.stringify(storage)}\n${code}`, map: null }
    },
  }
}
