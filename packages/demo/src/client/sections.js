/** On narrow screens the sections scroll sideways; scrolls the current one into view. */
export function startSections() {
  const row = document.querySelector('.sections ul')
  const current = row?.querySelector('[aria-current]')
  if (current) row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2
}
