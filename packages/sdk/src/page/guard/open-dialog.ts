import { hasDialog } from './interaction.ts'

/** Milliseconds for which an answer holds, while one piece of work goes on. */
const HOLDS = 250

/** Whether a dialog is open: on a large page the answer takes milliseconds, so it is asked for seldom, and beside no list. */
export interface OpenDialog {
  /** As it was when that was last asked. */
  isOpen(): boolean
  /** Another piece of work begins. */
  forget(): void
  /** Asks anew where the last answer no longer holds. */
  renew(): void
}

export function watchDialog(document: Document): OpenDialog {
  let isOpen: boolean | undefined
  let asked = 0
  const ask = () => {
    asked = performance.now()
    isOpen = hasDialog(document)
    return isOpen
  }
  return {
    isOpen: () => isOpen ?? ask(),
    forget() {
      isOpen = undefined
    },
    renew() {
      if (isOpen === undefined || performance.now() - asked > HOLDS) ask()
    },
  }
}
