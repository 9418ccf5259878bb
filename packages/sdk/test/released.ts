/** The release as a site has it: not what the build has made, but what `npx --no inkling copy` has copied of it. */

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const SDK = join(import.meta.dirname, '..')
const DIST = join(SDK, 'dist')
const CACHE = join(SDK, '../../node_modules/.cache/inkling-released')

const packs = () =>
  readdirSync(join(DIST, 'models')).flatMap((name) => /^encoder-([a-z]{2,8})$/.exec(name)?.slice(1) ?? [])

/** Copies what the build has made into a folder. @returns the release's folder in it */
export function copyInto(folder: string): string {
  const words = ['copy', folder, '--base', '/inkling', '--languages', packs().join()]
  const { status, stderr } = spawnSync(process.execPath, [join(SDK, 'bin/inkling.js'), ...words], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`inkling copy: ${stderr}`)
  const [version = ''] = readdirSync(folder)
  return join(folder, version)
}

/** The folder of the copied release, with the packs of all languages: made once for each build, whoever asks first. */
export function released(): string {
  // The list has the hash of every other file that the build has made, the command's own among them.
  const build = createHash('sha256')
    .update(readFileSync(join(DIST, 'release.json')))
    .digest('hex')
  const target = join(CACHE, build)
  if (existsSync(target)) return target
  mkdirSync(CACHE, { recursive: true })
  const old = readdirSync(CACHE).filter((name) => /^[0-9a-f]{64}$/.test(name))
  const half = mkdtempSync(join(CACHE, 'half-'))
  try {
    renameSync(copyInto(half), target)
    for (const name of old) rmSync(join(CACHE, name), { recursive: true, force: true })
  } catch (cause) {
    // Another worker was quicker.
    if (!existsSync(target)) throw cause
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
  return target
}
