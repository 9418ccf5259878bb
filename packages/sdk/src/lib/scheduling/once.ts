import * as dom from '../dom.ts'

/** Resolves at the next event with this name, or when `signal` aborts; the caller checks which one happened. */
export function once(target: EventTarget, name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    dom.addEventListener(target, name, () => resolve(), { once: true, signal })
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
