import { ownGlobal } from '../own-global.ts'

/** What a page that demands trusted types takes as a script's address. Elsewhere the address itself. */
export type Trust = (url: string) => string

interface Policy {
  readonly createScriptURL: Trust
}

let policy: Policy | undefined

/**
 * By the policy `inkling`, which passes on what comes from the site's own configuration. A page allows one policy of a name:
 * who loads other bundles hands this function on to them.
 *
 * @throws TypeError where the page doesn't allow the policy
 */
export const trusted: Trust = (url) => {
  const trustedTypes = ownGlobal('trustedTypes') as { createPolicy(name: string, rules: Policy): Policy } | undefined
  const rules: Policy = { createScriptURL: (address) => address }
  policy ??= trustedTypes?.createPolicy('inkling', rules) ?? rules
  return policy.createScriptURL(url)
}
