import type { IDBPIndex, IndexNames } from 'idb'
import type { Name, Schema } from './database.ts'

/** Of more than so many rows those go that the index has first: they have lain there unused the longest. */
export async function trim<N extends Name, I extends IndexNames<Schema, N>>(
  index: IDBPIndex<Schema, N[], N, I, 'readwrite'>,
  most: number,
): Promise<void> {
  let surplus = (await index.count()) - most
  let cursor = surplus > 0 ? await index.openCursor() : null
  for (; cursor && surplus > 0; surplus--, cursor = await cursor.continue()) await cursor.delete()
}

/** All vectors of a model: its name, a slash and the fingerprint are their keys. */
export const keysOf = (model: string): IDBKeyRange => IDBKeyRange.bound(`${model}/`, `${model}/\uffff`)
