/** State carried over to the next run: counts by address and day, without any data about readers. */
import { readFile } from 'node:fs/promises'
import { writeWhole } from '../files/whole-file.ts'
import { Failure, whyNot } from '../terminal/failure.ts'
import { type AddressCounts, Counts, type Kind, MAX_ADDRESSES } from './counts.ts'

export interface State {
  readonly kind: Kind | undefined
  readonly counts: Counts
  /** Number of lines read from each log, keyed by the log's mark. */
  readonly logs: Map<string, number>
}

/**
 * Maximum number of addresses saved (those with the most readers), so that one night's flood of made-up addresses
 * leaves room for real ones in the next run.
 */
const MAX_KEPT = MAX_ADDRESSES / 2
/** Maximum number of logs remembered, the most recent first. Log rotation keeps fewer. */
const MAX_LOGS = 400

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** Parses a flat list that alternates between days and numbers of readers. */
function daysOf(value: unknown): Map<number, number> {
  const isRight = (number: unknown, i: number) => (i % 2 ? isCount(number) : Number.isSafeInteger(number))
  if (!Array.isArray(value) || value.length % 2 || !value.every(isRight)) throw new TypeError('days are numbers')
  return new Map(value.flatMap((day, i) => (i % 2 ? [] : [[day as number, value[i + 1] as number] as const])))
}

function parseState(text: string): State {
  const parsed: unknown = JSON.parse(text)
  if (!isObject(parsed) || parsed.version !== 1) throw new TypeError('it has no version 1')
  const { kind, oldest, addresses, logs } = parsed
  if ((kind !== 'views' && kind !== 'shown') || !isObject(addresses) || !isObject(logs))
    throw new TypeError('parts are missing')
  const counts = new Counts()
  for (const [address, row] of Object.entries(addresses)) {
    if (!Array.isArray(row) || !isCount(row[0]) || !Number.isSafeInteger(row[1]))
      throw new TypeError(`${address} has no counts`)
    const [readers, first, days, shown] = row as [number, number, unknown, unknown]
    let kept: AddressCounts | undefined
    for (const [day, count] of daysOf(days)) kept = counts.add(address, day, count)
    for (const [day, count] of daysOf(shown ?? [])) kept = counts.add(address, day, count, 'shown')
    if (kept) Object.assign(kept, { readers, first })
  }
  if (Number.isSafeInteger(oldest)) counts.oldest = Math.min(counts.oldest, oldest as number)
  return {
    kind,
    counts,
    logs: new Map(Object.entries(logs).filter((entry): entry is [string, number] => isCount(entry[1]))),
  }
}

/** @returns an empty state if the file doesn't exist yet @throws Failure if it exists but can't be read */
export async function readState(file: string): Promise<State> {
  try {
    return parseState(await readFile(file, 'utf8'))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      return { kind: undefined, counts: new Counts(), logs: new Map() }
    throw new Failure(`${file} ${whyNot(cause) ?? `is not a popularity state: ${(cause as Error).message}`}`, { cause })
  }
}

const flat = (days: ReadonlyMap<number, number>, from: number) =>
  [...days]
    .filter(([day]) => day >= from)
    .sort(([a], [b]) => a - b)
    .flat()

/** Sums the readers in a flat list that alternates between days and numbers of readers. */
const sumOf = (flat: readonly number[]) => flat.reduce((sum, value, i) => (i % 2 ? sum + value : sum), 0)

/** Serialises the state. @param window how many days still count, ending with the newest */
export function stateText({ kind, counts, logs }: State, window: number): string {
  const from = counts.newest - window
  const rows = [...counts.addresses].flatMap(([address, { readers, first, days, shown }]) => {
    const [views, lists] = [flat(days, from), shown ? flat(shown, from) : []]
    const row = [readers, first, views, ...(kind === 'shown' ? [lists] : [])]
    return views.length || lists.length ? [{ address, total: sumOf(views) + sumOf(lists), row }] : []
  })
  const byAddress = (a: { readonly address: string }, b: { readonly address: string }) =>
    a.address < b.address ? -1 : 1
  const kept = rows
    .sort((a, b) => b.total - a.total || byAddress(a, b))
    .slice(0, MAX_KEPT)
    .sort(byAddress)
  const lines = kept.map(({ address, row }) => `${JSON.stringify(address)}:${JSON.stringify(row)}`)
  const known = Object.fromEntries([...logs].slice(-MAX_LOGS))
  const oldest = Number.isFinite(counts.oldest) ? counts.oldest : null
  return `{"version":1,"kind":"${kind}","oldest":${oldest},"logs":${JSON.stringify(known)},"addresses":{\n${lines.join(',\n')}\n}}\n`
}

export const writeState = (file: string, state: State, window: number): Promise<void> =>
  writeWhole(file, stateText(state, window))
