import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fingerprint } from '../../../sdk/src/content/fingerprint.ts'
import { isPersonaName, PERSONAS } from '../../../sdk/src/developers/preview/personas.ts'
import { readExport } from '../../../sdk/src/history/transfer/import.ts'
import { InklingMisuse } from '../../../sdk/src/lib/errors/assert-usage.ts'
import { whyNot } from '../terminal/failure.ts'
import { UsageError } from '../terminal/usage.ts'

/** Maximum file size in bytes; pages reject larger files (developers/preview/load-persona.ts). */
const LARGEST = 4_000_000

export interface Persona {
  readonly name: string
  /** A reader's own export. Absent for the personas that come with the release. */
  readonly json?: Uint8Array
}

/**
 * Reads a persona, given its name, or a reader's own export, which is named `own`.
 *
 * @param folder the package's personas folder
 * @throws UsageError if it is neither
 */
export async function personaFile(given: string, folder: string): Promise<Persona> {
  if (isPersonaName(given) && (await stat(join(folder, `${given}.json`)).catch(() => undefined))) return { name: given }
  const known = `write one of ${PERSONAS.join(', ')}, or a file with what exportData gives`
  try {
    const about = await stat(given)
    if (about.isFile() && about.size > LARGEST) throw new UsageError(`${given} is larger than ${LARGEST / 1e6} MB`)
    const json = await readFile(given)
    readExport(json.toString('utf8'), fingerprint, Date.now())
    return { name: 'own', json }
  } catch (cause) {
    if (cause instanceof InklingMisuse) throw new UsageError(`${given}: ${cause.message.replace(/^inkling: /, '')}`)
    const why = whyNot(cause)
    if (!why) throw cause
    throw new UsageError(`${given} ${why === "isn't there" ? 'is neither a persona nor a file' : why}: ${known}`)
  }
}
