import { broadcastToTabs } from '../lib/tabs.ts'

/** The localStorage key that tells other tabs what the reader has deleted. It exists only during the call. */
export const FORGET_KEY = 'inkling.forget'

/**
 * Makes other tabs delete the same events from the history. Nothing is left in localStorage.
 *
 * @param what the events to delete, as plain data
 */
export function broadcastForget(what: object): void {
  const newValue = JSON.stringify(what)
  try {
    // Pages in the back/forward cache receive the message when they are restored.
    localStorage.setItem(FORGET_KEY, newValue)
    localStorage.removeItem(FORGET_KEY)
  } catch {
    broadcastToTabs({ key: FORGET_KEY, newValue })
  }
}
