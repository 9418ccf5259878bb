/** Sites in temporary folders, set up as the command does it, with short lines in place of a release. */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { apply, type Work } from '../../src/init/apply.ts'
import { kindOf } from '../../src/init/kinds/kinds.ts'
import { readManifest } from '../../src/init/manifest.ts'
import { type Plan, planFor } from '../../src/init/plan.ts'
import { openSite } from '../../src/init/site.ts'
import { type Undone, undo } from '../../src/init/undo.ts'

/** As `headLines` makes them, but short, and with what template languages would trip over. */
export const LINES = {
  snippet: '<script>(()=>{let a={{b:1}};/*@if*/"inkling.snapshot"})()</script>',
  file: '<script src="/inkling/1.2.3/snippet.js" integrity="sha384-b" crossorigin="anonymous"></script>',
  tag: '<script async src="/inkling/1.2.3/inkling.js" integrity="sha384-a" crossorigin="anonymous" data-model="/inkling/1.2.3/encoder-en/"></script>',
  banner:
    '<script type="module" src="/inkling/1.2.3/consent-banner.js" integrity="sha384-c" crossorigin="anonymous"></script>',
  sentences: '',
}
const RELEASE = { 'inkling.js': 'tag', 'engine/wasm.js': 'engine', 'release.json': '{}' }

export type Files = Readonly<Record<string, string | Uint8Array>>

/** Temporary folders of a file's tests. */
export class Folders {
  #all: string[] = []

  make(files: Files = {}): string {
    const folder = mkdtempSync(join(tmpdir(), 'inkling-init-'))
    this.#all.push(folder)
    put(folder, files)
    return folder
  }

  remove(): void {
    for (const folder of this.#all.splice(0)) rmSync(folder, { recursive: true, force: true })
  }
}

export function put(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

/** Everything in a folder: bytes and permissions of files, targets of links, and folders. */
export function treeOf(folder: string): Record<string, string> {
  const all: Record<string, string> = {}
  for (const path of (readdirSync(folder, { recursive: true }) as string[]).sort()) {
    const about = lstatSync(join(folder, path))
    const content = about.isSymbolicLink()
      ? readlinkSync(join(folder, path))
      : about.isFile()
        ? readFileSync(join(folder, path)).toString('latin1')
        : ''
    all[path] = `${about.mode.toString(8)} ${content}`
  }
  return all
}

export interface Flags {
  readonly kind?: string
  readonly base?: string
  readonly consent?: string
}

export function plan(
  folder: string,
  { kind: named, base, consent }: Flags = {},
): Plan & { kind: string; folder: string } {
  const site = openSite(folder)
  const { kind } = kindOf(site, named)
  const setUp = kind.setUp(site, base)
  const planned = planFor(site, setUp, LINES, { folder: `${setUp.folder}/1.2.3`, consent })
  return { ...planned, kind: kind.name, folder: setUp.folder }
}

const releases = new Folders()

/** Sets a site up. @param more replaces parts of the work, to make it fail */
export async function init(folder: string, flags: Flags = {}, more: Partial<Work> = {}): Promise<Plan> {
  const planned = plan(folder, flags)
  const release = releases.make(RELEASE)
  const copies = new Map(Object.keys(RELEASE).map((path) => [path, join(release, path)]))
  try {
    await apply(openSite(folder).root, {
      version: '1.2.3',
      kind: planned.kind,
      changes: planned.changes,
      folder: planned.folder,
      copies,
      copy: async (target) => put(join(target, '1.2.3'), RELEASE),
      ...more,
    })
  } finally {
    releases.remove()
  }
  return planned
}

export function remove(folder: string): Undone {
  const { root } = openSite(folder)
  const manifest = readManifest(root)
  if (!manifest) throw new Error('there is no manifest')
  return undo(root, manifest)
}

export const text = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8')
export const mode = (folder: string, path: string, bits: number): void => chmodSync(join(folder, path), bits)
export const link = (folder: string, path: string, target: string): void => symlinkSync(target, join(folder, path))
