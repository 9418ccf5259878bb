/**
 * A signal that aborts when `signal` does, or after a timeout. `AbortSignal.any` is missing in some supported browsers,
 * and its result stays in memory as long as the signals it combines.
 */
export function withTimeout(signal: AbortSignal, milliseconds: number): AbortSignal {
  const either = new AbortController()
  const timer = setTimeout(() => abort(), milliseconds)
  // A pending timer would keep all listeners of the signal in memory.
  const abort = () => {
    clearTimeout(timer)
    either.abort(signal.reason)
  }
  if (signal.aborted) abort()
  // Removes this listener once either signal has aborted.
  signal.addEventListener('abort', abort, { signal: either.signal })
  return either.signal
}
