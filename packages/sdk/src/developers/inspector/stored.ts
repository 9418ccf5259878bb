/** What Inkling stores in this browser, by location and size. The contents aren't read. */
import { ownGlobal } from '../../lib/own-global.ts'

export interface Stored {
  /** Number of characters per key; undefined if the browser denies access. */
  readonly localStorage: Readonly<Record<string, number>> | undefined
  /** Number of files by cache. */
  readonly caches: Readonly<Record<string, number>>
  readonly databaseNames: readonly string[]
}

const OURS = /^inkling[-.:]|^inkling$/

export async function stored(): Promise<Stored> {
  const [caches, databaseNames] = await Promise.all([
    countCaches().catch(() => ({})),
    namesOfDatabases().catch(() => []),
  ])
  return { localStorage: sizesOfKeys(), caches, databaseNames }
}

function sizesOfKeys(): Stored['localStorage'] {
  try {
    const keys = Object.keys(localStorage).filter((key) => OURS.test(key))
    return Object.fromEntries(keys.map((key) => [key, localStorage.getItem(key)?.length ?? 0]))
  } catch {
    // Cookies are blocked, or the page is in a sandbox.
    return undefined
  }
}

async function countCaches(): Promise<Stored['caches']> {
  const caches = ownGlobal('caches')
  const names = (await caches?.keys())?.filter((name) => OURS.test(name)) ?? []
  const files = names.map(async (name) => [name, (await (await caches!.open(name)).keys()).length] as const)
  return Object.fromEntries(await Promise.all(files))
}

async function namesOfDatabases(): Promise<string[]> {
  const databases = await ownGlobal('indexedDB')?.databases?.()
  return databases?.flatMap(({ name }) => (name && OURS.test(name) ? [name] : [])) ?? []
}
