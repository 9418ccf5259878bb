import type { Mirror } from './snapshot.ts'

/** Lists that the mirror knows to be free: the last noted. */
const MAX_LISTS = 100

/** Whether an earlier view found that nobody else renders the list: only then it may be moved before the page has loaded. */
export function provenFree(mirror: Pick<Mirror, 'free'>, name: string): boolean {
  return mirror.free.includes(name)
}

/** Notes what a view found once the page had loaded. @param isFree false takes the name off: a framework has moved in */
export function noteFree(free: Mirror['free'], name: string, isFree: boolean): Mirror['free'] {
  return [...free.filter((each) => each !== name), ...(isFree ? [name] : [])].slice(-MAX_LISTS)
}
