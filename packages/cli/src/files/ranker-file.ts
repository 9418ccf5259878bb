import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkRanker, type Ranker } from '../../../sdk/src/ranking/ranker.ts'
import { whyNot } from '../terminal/failure.ts'
import { UsageError } from '../terminal/usage.ts'
import { DIST } from './release.ts'

/** @param named a path, or the name of a bundled ranker @throws UsageError if it doesn't refer to a ranker */
export async function readRanker(named: string): Promise<Ranker> {
  const file = /^[\w-]+$/.test(named) ? join(DIST, 'models', `ranker-${named}`, 'ranker.json') : named
  try {
    return checkRanker(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    throw new UsageError(`${file} ${whyNot(cause) ?? `is not a ranker: ${(cause as Error).message}`}`)
  }
}
