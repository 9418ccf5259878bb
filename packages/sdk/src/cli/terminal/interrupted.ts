/** What is half done when the command is ended from outside (Ctrl-C, a closed terminal) is taken back. */

/** Of a shell: 128 and the signal's number. */
const CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

const undone = new Set<() => void>()

/** @param undo what to do, without waiting for anything @returns to be called once nothing is half done any more */
export function onInterrupt(undo: () => void): () => void {
  undone.add(undo)
  return () => undone.delete(undo)
}

/** Listens for what ends the command from outside. */
export function handleSignals(): void {
  for (const [signal, code] of Object.entries(CODES))
    process.on(signal, () => {
      for (const undo of undone) {
        try {
          undo()
        } catch {
          // What can't be taken away stays; the others may still go.
        }
      }
      process.exit(code)
    })
}
