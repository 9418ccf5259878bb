import { personaFiles } from 'virtual:release'
import { fingerprint } from '../../content/fingerprint.ts'
import type { Imported } from '../../history/history-store.ts'
import { readExport } from '../../history/transfer/import.ts'
import { assertUsage } from '../../lib/errors/assert-usage.ts'
import { fetchAtMost } from '../../lib/load/bounded.ts'
import { fetchChecked } from '../../lib/load/fetch-checked.ts'
import { ARM_PARAMETER, isPersonaName, PARAMETER, PERSONAS } from './personas.ts'
import { shiftTimes } from './shift-times.ts'

/** Milliseconds for the file, and bytes of it: an export has at most 1 MB of events. */
const PATIENCE = 10_000
const LARGEST = 4_000_000

/** The name in the address. @throws InklingMisuse when it is none */
export function personaName(search: string): string {
  const name = new URLSearchParams(search).get(PARAMETER) ?? ''
  assertUsage(isPersonaName(name), `${PARAMETER} takes a name of small letters and hyphens: ${PERSONAS.join(', ')}`)
  return name
}

/** Whether the address asks what the persona would see in the holdout. @throws InklingMisuse when it names another arm */
export function isHeldBack(search: string): boolean {
  const arm = new URLSearchParams(search).get(ARM_PARAMETER)
  assertUsage(arm === null || arm === 'holdout' || arm === 'ranked', `${ARM_PARAMETER} takes holdout or ranked`)
  return arm === 'holdout'
}

/**
 * A persona's history, as if it had just been here. One that the release brings has the hash that stands there; a site may put
 * others beside them.
 *
 * @param release address of a file in the release's folder: personas come from there, and from nowhere else
 * @throws Error with a sentence, when there is none of the name, or the file is no export
 */
export async function loadPersona(name: string, release: string, now = Date.now()): Promise<Imported> {
  const url = new URL(`personas/${name}.json`, release).href
  const init = { signal: AbortSignal.timeout(PATIENCE) }
  const listed = Object.hasOwn(personaFiles, name) ? personaFiles[name] : undefined
  let bytes: Uint8Array
  try {
    bytes = await (listed ? fetchChecked(url, ...listed, init) : fetchAtMost(url, LARGEST, init))
  } catch (cause) {
    throw new Error(`inkling: there is no persona '${name}' to be had: this release brings ${PERSONAS.join(', ')}`, {
      cause,
    })
  }
  return shiftTimes(readExport(new TextDecoder().decode(bytes), fingerprint, now), now)
}
