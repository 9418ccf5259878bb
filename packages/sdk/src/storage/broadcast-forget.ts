import { broadcastToTabs } from '../lib/tabs.ts'

/** Other tabs hear by it what the reader has deleted from the history. It holds that no longer than the call takes. */
export const FORGET_KEY = 'inkling.forget'

/** Has other tabs delete the same from the history; nothing of it stays in localStorage. @param what plain data */
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
