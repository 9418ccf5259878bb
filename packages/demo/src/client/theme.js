/** Light or dark theme. Follows the system's setting until the reader chooses one. */
import { choose } from './choices.js'

const root = document.documentElement
const systemDark = matchMedia('(prefers-color-scheme: dark)')

function current() {
  return root.dataset.theme ?? (systemDark.matches ? 'dark' : 'light')
}

export function startTheme() {
  const button = document.getElementById('theme-toggle')
  const tell = () => button.setAttribute('aria-pressed', String(current() === 'dark'))
  tell()
  systemDark.addEventListener('change', tell)
  button.addEventListener('click', () => {
    const next = current() === 'dark' ? 'light' : 'dark'
    root.dataset.theme = next
    for (const { contentDocument } of document.querySelectorAll('iframe.reader'))
      contentDocument.documentElement.dataset.theme = next
    choose('theme', next)
    tell()
  })
}
