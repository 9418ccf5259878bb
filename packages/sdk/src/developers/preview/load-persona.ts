import { personaFiles } from 'virtual:release'
import { fingerprint } from '../../content/fingerprint.ts'
import type { Imported } from '../../history/history-store.ts'
import { readExport } from '../../history/transfer/import.ts'
import { assertUsage } from '../../lib/errors/assert-usage.ts'
import { fetchAtMost } from '../../lib/load/bounded.ts'
import { fetchChecked } from '../../lib/load/fetch-checked.ts'
import { ARM_PARAMETER, isPersonaName, PARAMETER, PERSONAS } from './personas.ts'
import { shiftTimes } from './shift-times.ts'

/** Timeout in milliseconds, and maximum size in bytes. An export contains at most 1 MB of events. */
const PATIENCE = 10_000
const LARGEST = 4_000_000

/** The persona's name from the URL. @throws InklingMisuse if it is invalid */
export function personaName(search: string): string {
  const name = new URLSearchParams(search).get(PARAMETER) ?? ''
  assertUsage(
    isPersonaName(name),
    `${PARAMETER} takes a name of lower-case letters and hyphens: ${PERSONAS.join(', ')}`,
  )
  return name
}

/**
 * Whether the URL asks for the page as the persona would see it in the holdout.
 * @throws InklingMisuse if it names another arm
 */
export function isHeldBack(search: string): boolean {
  const arm = new URLSearchParams(search).get(ARM_PARAMETER)
  assertUsage(arm === null || arm === 'holdout' || arm === 'ranked', `${ARM_PARAMETER} takes holdout or ranked`)
  return arm === 'holdout'
}

/**
 * Loads a persona's history, with times shifted as if the persona had just visited. The release's own personas are
 * verified by hash; a site may put others in the same folder.
 *
 * @param release URL of a file in the release's folder; personas are loaded only from this folder
 * @throws Error with a readable message if there is no such persona or the file isn't an export
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
