/** Sites that load an older release, and an upgrade of them as the command does it, with small releases. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { apply } from '../../../src/init/apply.ts'
import { kindOf } from '../../../src/init/kinds/kinds.ts'
import { readManifest } from '../../../src/init/manifest.ts'
import { planFor } from '../../../src/init/plan.ts'
import { openSite } from '../../../src/init/site.ts'
import type { Undone } from '../../../src/init/undo.ts'
import { applyUpgrade, type UpgradeWork } from '../../../src/init/upgrade/apply.ts'
import { planUpgrade, surveyOf, type UpgradePlan } from '../../../src/init/upgrade/plan.ts'
import { readRecord } from '../../../src/init/upgrade/record.ts'
import { hashesOf, installedRelease } from '../../../src/init/upgrade/release-folder.ts'
import { undoUpgrade } from '../../../src/init/upgrade/undo.ts'
import { type Files, Folders, put } from '../make.ts'

export const sha384 = (text: string): string => hashesOf(text)[1]!
export const sha256 = (text: string): string => hashesOf(text)[0]!

/** The files of a release: each has other bytes in each version, except the model. */
export function releaseOf(version: string, more: Files = {}): Record<string, string> {
  const files: Record<string, string> = {
    'inkling.js': `tag of ${version}`,
    'snippet.js': `!function(){"inkling.consent";"inkling.snapshot";return "${version}".length<9}()\n`,
    'consent-banner.js': `banner of ${version}`,
    'engine/wasm.js': `engine of ${version}`,
    'models/encoder-en/manifest.json': '{}',
    ...(more as Record<string, string>),
  }
  const list = Object.entries(files).map(([name, text]) => [
    name,
    { sha256: createHash('sha256').update(text).digest('hex') },
  ])
  const copied = Object.entries(files).map(([name, text]) => [name.replace(/^models\//, ''), text])
  return { ...Object.fromEntries(copied), 'release.json': JSON.stringify({ version, files: Object.fromEntries(list) }) }
}

export const below = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]))

/** The lines of a release, as `copy` prints them. */
export function linesOf(
  version: string,
  base = '/inkling',
): Record<'snippet' | 'tag' | 'file' | 'banner' | 'policy', string> {
  const files = releaseOf(version)
  const snippet = files['snippet.js']!.trim()
  const from = (name: string) =>
    `src="${base}/${version}/${name}" integrity="${sha384(files[name]!)}" crossorigin="anonymous"`
  return {
    snippet: `<script>${snippet}</script>`,
    file: `<script ${from('snippet.js')}></script>`,
    tag: `<script async ${from('inkling.js')} data-model="${base}/${version}/encoder-en/"></script>`,
    banner: `<script type="module" ${from('consent-banner.js')}></script>`,
    policy: `script-src '${sha256(snippet)}' 'wasm-unsafe-eval'`,
  }
}

const releases = new Folders()

/** Sets a site up with a release, as `init` does. */
export async function initWith(folder: string, version: string): Promise<void> {
  const site = openSite(folder)
  const { kind } = kindOf(site, undefined)
  const setUp = kind.setUp(site, undefined)
  const lines = { ...linesOf(version), sentences: '' }
  const { changes } = planFor(site, setUp, lines, { folder: `${setUp.folder}/${version}` })
  try {
    await apply(site.root, {
      version,
      kind: kind.name,
      changes,
      folder: setUp.folder,
      copies: installed(version),
      copy: async (target) => put(join(target, version), releaseOf(version)),
    })
  } finally {
    releases.remove()
  }
}

/** The installed release. */
function installed(version: string, more: Files = {}): ReadonlyMap<string, string> {
  const files = releaseOf(version, more)
  const folder = releases.make(files)
  return new Map(Object.keys(files).map((path) => [path, join(folder, path)]))
}

export function plan(folder: string, version: string, more: Files = {}): UpgradePlan {
  const site = openSite(folder)
  try {
    const to = installedRelease(version, installed(version, more))
    return planUpgrade(surveyOf(site), to, readManifest(site.root)?.kind)
  } finally {
    releases.remove()
  }
}

/** @param more replaces parts of the work, to make it fail */
export async function upgrade(folder: string, version: string, more: Partial<UpgradeWork> = {}): Promise<UpgradePlan> {
  const { root } = openSite(folder)
  const planned = plan(folder, version)
  try {
    await applyUpgrade(root, {
      plan: planned,
      version,
      manifest: readManifest(root),
      copies: installed(version),
      copy: async (target) => put(join(target, version), releaseOf(version)),
      ...more,
    })
  } finally {
    releases.remove()
  }
  return planned
}

export function undo(folder: string): Undone {
  const { root } = openSite(folder)
  return undoUpgrade(root, readRecord(root)!)
}
