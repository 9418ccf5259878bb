import { ownGlobal } from '../own-global.ts'

/** Resolves when the browser has nothing better to do, after 2 s at the latest. Safari has no requestIdleCallback. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    const request = ownGlobal('requestIdleCallback')
    if (request) request(() => resolve(), { timeout: 2000 })
    else setTimeout(resolve, 1)
  })
}
