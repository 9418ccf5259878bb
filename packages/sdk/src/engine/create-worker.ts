import { ownGlobal } from '../lib/own-global.ts'

/**
 * Starts a worker. From another origin it is refused, but a script of this origin may import it.
 *
 * @throws DOMException where a policy forbids workers
 */
export function createWorker(url: string): Worker {
  if (new URL(url).origin === location.origin) return new Worker(trusted(url))
  // The stub inherits the page's policy, and with it the demand for trusted addresses.
  const stub = `const url = ${JSON.stringify(url)}
const policy = self.trustedTypes?.createPolicy('inkling', { createScriptURL: (address) => address })
importScripts(policy ? policy.createScriptURL(url) : url)`
  const address = URL.createObjectURL(new Blob([stub], { type: 'text/javascript' }))
  try {
    return new Worker(trusted(address))
  } finally {
    // The worker's own fetch of it has begun.
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
  }
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string }
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined

/** Pages may demand that addresses of scripts pass a policy; these come from the site's own configuration. */
function trusted(url: string): string {
  const trustedTypes = ownGlobal('trustedTypes') as TrustedTypes | undefined
  policy ??= trustedTypes?.createPolicy('inkling', { createScriptURL: (address) => address })
  return policy ? policy.createScriptURL(url) : url
}
