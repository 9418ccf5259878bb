import { ownGlobal } from '../own-global.ts'

/**
 * Resolves when the browser is idle, or after 2 s. In Safari, which doesn't support `requestIdleCallback`, resolves
 * after 1 ms.
 */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    const request = ownGlobal('requestIdleCallback')
    if (request) request(() => resolve(), { timeout: 2000 })
    else setTimeout(resolve, 1)
  })
}
