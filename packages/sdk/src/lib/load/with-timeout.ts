/**
 * Aborts when `signal` does, and after so many milliseconds. `AbortSignal.any` is younger than the browsers that are
 * promised, and what it makes lives as long as its signals.
 */
export function withTimeout(signal: AbortSignal, milliseconds: number): AbortSignal {
  const either = new AbortController()
  const timer = setTimeout(() => abort(), milliseconds)
  // A timer that waits would hold on to all that listens to the signal.
  const abort = () => {
    clearTimeout(timer)
    either.abort(signal.reason)
  }
  if (signal.aborted) abort()
  // Once it has aborted, by either, nothing listens any more.
  signal.addEventListener('abort', abort, { signal: either.signal })
  return either.signal
}
