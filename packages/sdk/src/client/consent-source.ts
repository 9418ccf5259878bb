import { emitError } from '../lib/events.ts'
import type { InklingOptions } from '../options.ts'
import type { ConsentPlatforms } from '../types/core.ts'
import type { SetConsent } from '../types.ts'

/**
 * Subscribes to the site's configured source of consent choices.
 *
 * @param isUnknown whether nothing has been chosen yet
 * @param platforms loads the code for consent platforms; called only if the source is a consent platform
 * @returns a function that ends the subscription
 */
export function followSource(
  source: InklingOptions['consent'],
  isUnknown: boolean,
  choose: SetConsent,
  platforms: () => Promise<ConsentPlatforms>,
): () => void {
  let over = false
  let unsubscribe: unknown
  const fails = (message: string, cause?: unknown) => emitError('consent-unavailable', message, cause)
  const subscribe = async () => {
    try {
      if (source === 'granted' && isUnknown) choose({ content: true, creatives: true })
      else if (source === 'tcf' || source === 'gpp' || source === 'wp') {
        const each = await platforms()
        if (!over) unsubscribe = each[source](choose, fails)
      } else if (typeof source === 'function') await (unsubscribe = source(choose))
    } catch (cause) {
      fails('the source of consent failed: what was chosen before holds', cause)
    }
  }
  void subscribe()
  return () => {
    over = true
    // The site's own function, which might throw.
    if (typeof unsubscribe === 'function') unsubscribe()
    unsubscribe = undefined
  }
}
