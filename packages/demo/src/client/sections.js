/** Scrolls the current section into view, since the sections scroll sideways on narrow screens. */
export function startSections() {
  const row = document.querySelector('.sections ul')
  const current = row?.querySelector('[aria-current]')
  if (current) row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2
}
