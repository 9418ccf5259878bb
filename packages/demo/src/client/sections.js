/** On a narrow screen the sections scroll sideways: the current one is brought into sight. */
export function startSections() {
  const row = document.querySelector('.sections ul')
  const current = row?.querySelector('[aria-current]')
  if (current) row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2
}
