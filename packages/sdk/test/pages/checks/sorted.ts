import type { Fixture } from '../expectation.ts'
import { visitAgain } from '../support/reader.ts'
import type { Site } from '../support/site.ts'
import type { Tab } from '../support/tab.ts'
import { checkCalm } from './calm.ts'
import { rankedOf } from './told.ts'

/** Maximum number of visits until the list is parsed within the snippet's time. */
const VISITS = 5

/** Opens the page until its lists were sorted before the first frame, as happens on a machine that isn't busy. */
export async function visitSorted(tab: Tab, site: Site, name: string, fixture: Fixture): Promise<void> {
  for (let visit = 1; visit <= VISITS; visit++) {
    await visitAgain(tab, site, name, fixture)
    const ranked = await Promise.all(fixture.lists.map((list) => rankedOf(tab, list.name)))
    if (fixture.sorted === 'perhaps' || !ranked.some((detail) => detail?.late)) return
    // A late list stays, so every visit must be calm.
    await checkCalm(tab, fixture)
  }
}
