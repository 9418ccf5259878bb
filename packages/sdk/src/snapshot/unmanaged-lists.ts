import type { Snapshot } from './snapshot.ts'

/** Lists that the snapshot knows to be unmanaged: the last noted. */
const MAX_LISTS = 100

/** Whether an earlier view found that nobody else renders the list: only then it may be moved before the page has loaded. */
export function isProvenUnmanaged(snapshot: Pick<Snapshot, 'unmanaged'>, name: string): boolean {
  return snapshot.unmanaged.includes(name)
}

/** Notes what a view found once the page had loaded. @param isUnmanaged false takes the name off: a framework has moved in */
export function noteUnmanaged(
  unmanaged: Snapshot['unmanaged'],
  name: string,
  isUnmanaged: boolean,
): Snapshot['unmanaged'] {
  return [...unmanaged.filter((each) => each !== name), ...(isUnmanaged ? [name] : [])].slice(-MAX_LISTS)
}
