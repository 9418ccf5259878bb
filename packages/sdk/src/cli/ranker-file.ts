import { readFile } from 'node:fs/promises'
import { checkRanker, type Ranker } from '../ranking/ranker.ts'
import { UsageError } from './usage.ts'

/** @throws UsageError when the file isn't a ranker */
export async function readRanker(file: string): Promise<Ranker> {
  try {
    return checkRanker(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    throw new UsageError(`${file} is no ranker: ${(cause as Error).message}`)
  }
}
