/** Scrolls the current section's link into view, since the section links scroll sideways on narrow screens. */
export function startSections() {
  const row = document.querySelector('.sections ul')
  const current = row?.querySelector('[aria-current]')
  if (current) row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2
}
