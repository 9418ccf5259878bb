import { broadcastToTabs } from '../lib/tabs.ts'

/** Tells other tabs what the reader has deleted. The key exists only for the length of the call. */
export const FORGET_KEY = 'inkling.forget'

/** Makes other tabs delete the same from the history. Nothing stays in localStorage. @param what plain data */
export function broadcastForget(what: object): void {
  const newValue = JSON.stringify(what)
  try {
    // Pages in the back/forward cache receive it when they come back.
    localStorage.setItem(FORGET_KEY, newValue)
    localStorage.removeItem(FORGET_KEY)
  } catch {
    broadcastToTabs({ key: FORGET_KEY, newValue })
  }
}
