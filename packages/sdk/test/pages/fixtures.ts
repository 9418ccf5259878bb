import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Fixture } from './expectation.ts'

const FOLDER = fileURLToPath(new URL('./fixtures/', import.meta.url))

/** Every fixture by name. */
export async function loadFixtures(): Promise<ReadonlyMap<string, Fixture>> {
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.html'))
    .map((file) => file.slice(0, -'.html'.length))
    .sort()
  const load = async (name: string): Promise<[string, Fixture]> => [
    name,
    (await import(`./fixtures/${name}.ts`)).default,
  ]
  return new Map(await Promise.all(names.map(load)))
}
