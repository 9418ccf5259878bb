/** The record of the last upgrade, with which it is undone. */
import { isCount, isHash, isObject, isPath, isWork, RECORD, readJson, sha256 } from '../manifest.ts'
import type { UpgradePlan } from './plan.ts'
import { isVersion } from './version.ts'

export interface RewrittenFile {
  readonly path: string
  /** SHA-256 of the file before and after. */
  readonly before: string
  readonly after: string
  /** What was replaced: offsets in the text after, and numbers of texts. */
  readonly replaced: ReadonlyArray<{ readonly at: number; readonly was: number; readonly now: number }>
}

export interface UpgradeRecord {
  readonly format: 1
  /** Versions of the releases that lines named before. */
  readonly from: readonly string[]
  readonly to: string
  /** `begun` until everything is written. */
  readonly state: 'begun' | 'done'
  /** SHA-256 of each file of the release that was copied, by path. */
  readonly release: Readonly<Record<string, string>>
  /** Folders that the upgrade has made, outermost first. */
  readonly folders: readonly string[]
  /** Texts that were replaced, or that replace others, each once. */
  readonly texts: readonly string[]
  readonly files: readonly RewrittenFile[]
  /** The manifest of `init`, as text before, and its SHA-256 after; absent if there is none. */
  readonly init?: { readonly before: string; readonly after: string }
}

/** @param rest the properties that don't come from the changes */
export function recordOf(
  { from, changes }: UpgradePlan,
  rest: Pick<UpgradeRecord, 'to' | 'release' | 'folders' | 'init'>,
): UpgradeRecord {
  const texts = new Map<string, number>()
  const numberOf = (text: string) => {
    if (!texts.has(text)) texts.set(text, texts.size)
    return texts.get(text)!
  }
  const files = changes.map(({ path, before, after, replacements }) => {
    let moved = 0
    const replaced = replacements.map((each) => {
      const at = each.at + moved
      moved += each.to.length - each.from.length
      return { at, was: numberOf(each.from), now: numberOf(each.to) }
    })
    return { path, before: sha256(before), after: sha256(after), replaced }
  })
  return { format: 1, from, state: 'begun', ...rest, texts: [...texts.keys()], files }
}

function isFile(value: unknown, texts: number): value is RewrittenFile {
  if (!isObject(value)) return false
  const { path, before, after, replaced } = value
  const isNumber = (number: unknown) => isCount(number) && number < texts
  return (
    isPath(path) &&
    isHash(before) &&
    isHash(after) &&
    Array.isArray(replaced) &&
    replaced.every((each) => isObject(each) && isCount(each['at']) && isNumber(each['was']) && isNumber(each['now']))
  )
}

const isName = (value: unknown) => typeof value === 'string' && isVersion(value)
const isInit = (value: unknown) =>
  value === undefined || (isObject(value) && typeof value['before'] === 'string' && isHash(value['after']))

function isRecord(value: unknown): value is UpgradeRecord {
  if (!isObject(value)) return false
  const { format, from, to, init } = value
  const isVersioned = Array.isArray(from) && from.every(isName) && isName(to)
  return format === 1 && isVersioned && isInit(init) && isWork(value, isFile)
}

/** The record of a site's last upgrade; undefined if there is none. @throws Failure if it isn't one */
export const readRecord = (root: string): UpgradeRecord | undefined =>
  readJson(root, { name: RECORD, by: 'upgrade', is: isRecord })
