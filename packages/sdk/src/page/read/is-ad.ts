import * as dom from '../../lib/dom.ts'

/** Elements that ad networks fill, and common ad labels. */
const AD = '.ad,.adsbygoogle,[id^=div-gpt-ad],[aria-label=Advertisement],[aria-label=Реклама]'

/**
 * Whether a unit is an ad: it is marked as one, or contains an ad slot and has no heading. (An article with ads in its
 * text isn't an ad.) If most units in a list match, as with classified ads, none of them count as ads.
 */
export function isAd(unit: readonly Element[], heading?: Element): boolean {
  const says = (each: Element) =>
    dom.matches(each, AD) || dom.getAttributeNames(each).some((name) => /^data-ad-/.test(name))
  const [element] = unit as [Element]
  if (!says(element)) return !heading && unit.some((each) => dom.querySelector(each, AD))
  const siblings = [...(dom.children(dom.parentElement(element)) ?? [])]
  return siblings.filter(says).length * 2 <= siblings.length
}
