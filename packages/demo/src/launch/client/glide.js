/** Puts cards into an order, and lets those in view glide from their old places to the new ones (FLIP). */

const DURATION = 600
const EASING = 'cubic-bezier(0.22, 0.8, 0.24, 1)'
const still = matchMedia('(prefers-reduced-motion: reduce)')

/** @param {HTMLElement} list @param {string[]} ids of its cards, in the new order */
export function glide(list, ids) {
  const cards = new Map([...list.children].map((card) => [card.dataset.id, card]))
  const before = places(cards.values())
  for (const animation of list.getAnimations({ subtree: true })) animation.cancel()
  const focused = list.contains(document.activeElement) ? document.activeElement : undefined
  const place = [...list.children].indexOf(focused?.closest('[data-id]'))
  list.append(...ids.map((id) => cards.get(id)))
  // Moving an element takes the focus from it. If its card isn't displayed any more, the card in its place is next.
  focused?.focus({ preventScroll: true })
  if (focused && document.activeElement !== focused)
    list.children[place]?.querySelector('[data-open]')?.focus({ preventScroll: true })
  if (still.matches) return
  for (const [card, { left, top }] of places(cards.values())) {
    const old = before.get(card)
    const from = old
      ? { transform: `translate(${old.left - left}px, ${old.top - top}px)` }
      : { transform: 'translateY(2rem)', opacity: 0 }
    if (old?.left !== left || old?.top !== top) card.animate([from, {}], { duration: DURATION, easing: EASING })
  }
}

/** The cards' current positions, including running animations. Cards that aren't displayed are left out. */
function places(cards) {
  return new Map(
    [...cards].flatMap((card) => {
      const { left, top, width } = card.getBoundingClientRect()
      return width ? [[card, { left, top: top + scrollY }]] : []
    }),
  )
}
