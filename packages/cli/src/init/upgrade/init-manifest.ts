import { Failure } from '../../terminal/failure.ts'
import { cut } from '../change.ts'
import { type ChangedFile, type Manifest, sha256 } from '../manifest.ts'
import type { UpgradePlan } from './plan.ts'

/** What the upgrade adds to the site. */
export interface Added {
  readonly version: string
  readonly release: Readonly<Record<string, string>>
  readonly folders: readonly string[]
}

/**
 * The manifest of `init` for the site after an upgrade, so that `remove` still restores every file as it was before
 * `init`.
 *
 * @throws Failure if that can't be ensured
 */
export function manifestAfter(manifest: Manifest, { changes, rewritten }: UpgradePlan, added: Added): Manifest {
  const texts = manifest.texts.map(rewritten)
  const files = manifest.files.map((file): ChangedFile => {
    const change = changes.find(({ path }) => path === file.path)
    // A file that was edited since is found by its texts.
    if (!change || sha256(change.before) !== file.after) return file
    const moved = (at: number) =>
      change.replacements.reduce((sum, each) => (each.at < at ? sum + each.to.length - each.from.length : sum), at)
    const inserted = file.inserted.map(({ at, text }) => ({ at: moved(at), text }))
    const without = cut(
      change.after,
      inserted.map(({ at, text }) => ({ at, text: texts[text]! })),
    )
    if (file.before !== undefined && (without === undefined || sha256(without) !== file.before))
      throw new Failure(`nothing was changed: ${file.path} could not be restored by remove afterwards`)
    return { ...file, after: sha256(change.after), inserted }
  })
  return {
    ...manifest,
    inkling: added.version,
    release: { ...manifest.release, ...added.release },
    folders: [...new Set([...manifest.folders, ...added.folders])].sort(),
    texts,
    files,
  }
}
