import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../terminal/failure.ts'
import { MANIFEST, RECORD, sha256 } from '../manifest.ts'
import { isInside, readText } from '../site.ts'
import { removeFolders, removeHalf, removeReleased, type Undone } from '../undo.ts'
import { hashOf, temporary, writeWhole } from '../write-whole.ts'
import { placesOf } from './places.ts'
import { replaced } from './plan.ts'
import type { RewrittenFile, UpgradeRecord } from './record.ts'

/** The text before; undefined if the file isn't as the upgrade left it. */
function exactly(text: string, { replaced: all }: RewrittenFile, texts: readonly string[]): string | undefined {
  let end = 0
  for (const { at, now } of all) {
    if (at < end || !text.startsWith(texts[now]!, at)) return undefined
    end = at + texts[now]!.length
  }
  return replaced(
    text,
    all.map(({ at, was, now }) => ({ at, from: texts[now]!, to: texts[was]! })),
  )
}

/** Takes replacements back in a text that was edited since; undefined unless each is there as often as it was made. */
function byTexts(text: string, { replaced: all }: RewrittenFile, texts: readonly string[]): string | undefined {
  const pairs = new Map<number, number>()
  for (const { now, was } of all) {
    if ((pairs.get(now) ?? was) !== was) return undefined
    pairs.set(now, was)
  }
  const back = [...pairs].flatMap(([now, was]) =>
    placesOf(text, texts[now]!).map((at) => ({ at, from: texts[now]!, to: texts[was]! })),
  )
  const wanted = [...pairs.keys()].map((now) => all.filter((each) => each.now === now).length)
  const found = [...pairs.keys()].map((now) => back.filter(({ from }) => from === texts[now]).length)
  if (found.some((count, i) => count !== wanted[i])) return undefined
  back.sort((a, b) => a.at - b.at)
  if (back.some(({ at }, i) => i && at < back[i - 1]!.at + back[i - 1]!.from.length)) return undefined
  return replaced(text, back)
}

type Outcome = 'restored' | 'cleaned' | { readonly left: string }

function restore(root: string, file: RewrittenFile, texts: readonly string[]): Outcome {
  const { path, before, after } = file
  if (isInside(root, temporary(path))) rmSync(join(root, temporary(path)), { force: true })
  const now = hashOf(root, path)
  if (now === before) return 'restored'
  if (now === undefined) return { left: `${path} is gone, so there is nothing to put back in it.` }
  const read = readText(root, path)
  if ('why' in read) return { left: `${path} ${read.why}: put the older lines back by hand.` }
  const whole = now === after ? exactly(read.text, file, texts) : undefined
  if (whole !== undefined && sha256(whole) === before) {
    writeWhole(root, path, whole, now)
    return 'restored'
  }
  const edited = byTexts(read.text, file, texts)
  if (edited === undefined) return { left: `${path} was edited since, and its lines are not as upgrade wrote them.` }
  writeWhole(root, path, edited, now)
  return 'cleaned'
}

/** Puts the manifest of `init` back as it was. @returns why it was left */
function restoreManifest(root: string, { init }: UpgradeRecord): string | undefined {
  if (!init) return undefined
  const now = hashOf(root, MANIFEST)
  if (now === sha256(init.before)) return undefined
  if (now !== init.after) return `${MANIFEST} was changed since: remove may not find everything.`
  writeWhole(root, MANIFEST, init.before, now)
  return undefined
}

/**
 * Undoes what a record says, and deletes the record. Files that weren't edited since are restored byte for byte. The
 * new release stays while a file still names it.
 */
export function undoUpgrade(root: string, record: UpgradeRecord): Undone {
  const all: Record<'restored' | 'cleaned' | 'left', string[]> = { restored: [], cleaned: [], left: [] }
  const attempt = (work: () => string | undefined) => {
    try {
      const left = work()
      if (left !== undefined) all.left.push(left)
    } catch (cause) {
      if (!(cause instanceof Failure)) throw cause
      all.left.push(`${cause.message}.`)
    }
  }
  for (const file of record.files)
    attempt(() => {
      const outcome = restore(root, file, record.texts)
      if (typeof outcome !== 'string') return outcome.left
      all[outcome].push(file.path)
      return undefined
    })
  const isNamed = all.left.length > 0
  attempt(() => restoreManifest(root, record))
  if (!isNamed) {
    for (const [path, hash] of Object.entries(record.release)) attempt(() => removeReleased(root, path, hash))
    removeFolders(root, record.folders)
  }
  removeHalf(root, { release: record.release, inkling: record.to })
  for (const path of [temporary(MANIFEST), temporary(RECORD), RECORD]) rmSync(join(root, path), { force: true })
  return all
}
