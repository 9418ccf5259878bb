import * as dom from '../../lib/dom.ts'

/** What networks of advertisements fill, and how it is labelled. */
const AD = '.ad,.adsbygoogle,[id^=div-gpt-ad],[aria-label=Advertisement],[aria-label=Реклама]'

/**
 * Whether a unit is a place for advertisements: it says so itself, or holds such a place and no heading, so that an article with
 * advertisements in its text is none. Where most of a list would be, as in classified ads, none is.
 */
export function isAd(unit: readonly Element[], heading?: Element): boolean {
  const says = (each: Element) =>
    dom.matches(each, AD) || dom.getAttributeNames(each).some((name) => /^data-ad-/.test(name))
  const [element] = unit as [Element]
  if (!says(element)) return !heading && unit.some((each) => dom.querySelector(each, AD))
  const siblings = [...(dom.children(dom.parentElement(element)) ?? [])]
  return siblings.filter(says).length * 2 <= siblings.length
}
