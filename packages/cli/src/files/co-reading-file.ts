import { readFile } from 'node:fs/promises'
import { checkCoReading } from '../../../sdk/src/ranking/co-reading.ts'
import { whyNot } from '../terminal/failure.ts'
import { UsageError } from '../terminal/usage.ts'

/** @param file written by `together`; default: none @throws UsageError if it isn't a co-reading file */
export async function readCoReading(file: string | undefined): Promise<ReturnType<typeof checkCoReading> | undefined> {
  if (file === undefined) return undefined
  try {
    return checkCoReading(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    throw new UsageError(`${file} ${whyNot(cause) ?? `is not a file about co-reading: ${(cause as Error).message}`}`)
  }
}
