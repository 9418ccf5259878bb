/**
 * Aborts when `signal` does, and after so many milliseconds. `AbortSignal.any` is younger than the browsers that are
 * promised, and what it makes lives as long as its signals.
 */
export function withTimeout(signal: AbortSignal, milliseconds: number): AbortSignal {
  const either = new AbortController()
  const abort = () => either.abort(signal.reason)
  if (signal.aborted) abort()
  // Once it has aborted, by either, nothing listens any more.
  signal.addEventListener('abort', abort, { signal: either.signal })
  setTimeout(abort, milliseconds)
  return either.signal
}
