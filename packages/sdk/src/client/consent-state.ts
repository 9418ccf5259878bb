/** The reader's choice while the page is open: stored, set by the site or its platform, or changed on another page. */

import { fromPurposes, hasPrivacySignal, isAhead, recall, remember } from '../consent/stored-choice.ts'
import type { Consent, PrivacySignal, Purposes } from '../types.ts'

export interface ConsentChoice {
  get(): Consent
  /** @param explicit whether the reader has just made the choice */
  choose(purposes: Partial<Purposes>, explicit?: boolean): void
  /**
   * Called when a choice may have been made or deleted on another page.
   * @param told the choice itself, if it couldn't be stored
   */
  sync(told?: string | null): void
}

/**
 * @param children whether the page is for children, in which case consent can't be given on it
 * @param signal what the browser's privacy signal is about on this site
 * @param onRefused called when consent is refused on a page for children
 * @param onChange called when the choice changes
 */
export function consentChoice(
  children: boolean,
  signal: PrivacySignal,
  onRefused: () => void,
  onChange: () => void,
): ConsentChoice {
  let consent = children ? fromPurposes({}) : recall()
  /** Whether the choice is stored. */
  let kept = consent.state !== 'unknown'
  const adopt = (next: Consent): void => {
    // Sites may set the same choice again on every page; in that case, the runtime keeps running.
    if (JSON.stringify(next) === JSON.stringify(consent)) return
    consent = next
    onChange()
  }
  return {
    get: () => consent,
    choose(purposes, explicit = false) {
      let next = fromPurposes(purposes)
      // On a server, one process serves many readers, so no reader may choose for the others.
      if (typeof document !== 'object') return
      // Children can't give consent, but a refusal always counts.
      if (children && next.state === 'granted') return
      if (hasPrivacySignal()) {
        next = fromPurposes({ content: next.content })
        if (next.content && signal === 'strict' && explicit !== true && !recall().content) return
      }
      kept = remember(next, Date.now(), signal)
      if (children) onRefused()
      adopt(next)
    },
    sync(told) {
      const next = recall(Date.now(), told)
      // If the choice can't be stored, it holds only on this page.
      if (next.state !== 'unknown' || (!told && kept && !isAhead())) adopt(next)
    },
  }
}
