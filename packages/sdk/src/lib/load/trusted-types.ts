import { ownGlobal } from '../own-global.ts'

/** Converts a script's URL into the value that a page with Trusted Types requires; on other pages, returns the URL. */
export type Trust = (url: string) => string

interface Policy {
  readonly createScriptURL: Trust
}

let policy: Policy | undefined

/**
 * Uses the policy `inkling`, which accepts any URL, because all URLs come from the site's own configuration. A page
 * allows only one policy with a given name, so a bundle that loads other bundles passes this function to them.
 *
 * @throws TypeError if the page doesn't allow the policy
 */
export const trusted: Trust = (url) => {
  const trustedTypes = ownGlobal('trustedTypes') as { createPolicy(name: string, rules: Policy): Policy } | undefined
  const rules: Policy = { createScriptURL: (address) => address }
  policy ??= trustedTypes?.createPolicy('inkling', rules) ?? rules
  return policy.createScriptURL(url)
}
