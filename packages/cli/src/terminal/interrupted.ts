/** Cleans up when a signal ends the command (Ctrl-C or a closed terminal). */

/** Exit codes by shell convention: 128 plus the signal number. */
const CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

const undone = new Set<() => void>()

/**
 * @param undo synchronous cleanup @returns a function that cancels the cleanup, to be called once the work is complete
 */
export function onInterrupt(undo: () => void): () => void {
  undone.add(undo)
  return () => undone.delete(undo)
}

/** Installs the signal handlers. */
export function handleSignals(): void {
  for (const [signal, code] of Object.entries(CODES))
    process.on(signal, () => {
      for (const undo of undone) {
        try {
          undo()
        } catch {
          // Continue with the other cleanups.
        }
      }
      process.exit(code)
    })
}
