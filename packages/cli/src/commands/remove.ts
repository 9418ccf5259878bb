import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { CLEANUP } from '../init/cleanup.ts'
import { MANIFEST, readManifest } from '../init/manifest.ts'
import { undo } from '../init/undo.ts'
import { forgetUpgrade } from '../init/upgrade/prune.ts'
import { Failure } from '../terminal/failure.ts'
import { say } from '../terminal/output.ts'
import { CALL } from '../terminal/parse-arguments.ts'
import { UsageError } from '../terminal/usage.ts'
import { visibleLine } from '../terminal/visible.ts'
import { expectNoUpgrade, siteIn } from './init.ts'

/**
 * Undoes what `init` did.
 *
 * @param cleanup file for a script that deletes what is stored in readers' browsers
 */
export async function remove(folder: string, { cleanup }: { readonly cleanup?: string | undefined }): Promise<void> {
  if (cleanup !== undefined && existsSync(cleanup)) throw new UsageError(`${cleanup} is there already: name a new file`)
  const { root } = siteIn(folder)
  expectNoUpgrade(root)
  const manifest = readManifest(root)
  if (!manifest && cleanup === undefined)
    throw new UsageError(
      `there is no ${MANIFEST} in ${folder}, so init hasn't changed this site: name the folder in which it ran`,
    )
  const left = manifest ? undoAndTell(root, manifest) : []
  if (cleanup === undefined)
    say(
      `Readers' browsers still have what Inkling stored. For a script that deletes it, write ${CALL} remove --cleanup FILE, with a file that the site serves.\n`,
    )
  else {
    mkdirSync(dirname(cleanup), { recursive: true })
    writeFileSync(cleanup, CLEANUP, { flag: 'wx' })
    say(
      `${cleanup} deletes what Inkling stored in readers' browsers: put it on the pages with <script async src="…"></script>.\n`,
    )
  }
  if (left.length) throw new Failure('something is left, as listed above')
}

function undoAndTell(root: string, manifest: Parameters<typeof undo>[1]): readonly string[] {
  const { restored, cleaned, left } = undo(root, manifest)
  forgetUpgrade(root)
  say(`Inkling ${manifest.inkling} is taken out. Files as they were: ${restored.length}.\n`)
  if (cleaned.length)
    say(`Edited since, and only what init inserted was taken out: ${cleaned.map(visibleLine).join(', ')}\n`)
  for (const each of left) say(`- ${visibleLine(each)}\n`)
  return left
}
