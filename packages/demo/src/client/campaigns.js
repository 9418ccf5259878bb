/**
 * The sponsored-places page: which creative each place shows and why, why the others weren't chosen, and how often each
 * campaign was seen.
 */
import { make } from './dom.js'
import { inkling, on } from './events.js'
import { tell } from './language.js'

const DAY = 86_400_000

export function startCampaigns() {
  if (!document.querySelector('[data-campaign-why]')) return
  on('creative', (detail) => void explain(detail))
  on('unfilled', (detail) => void explain(detail))
  on('ready', count)
  // A creative counts as shown once it has been in view for a second.
  setInterval(() => document.visibilityState === 'visible' && void count(), 1000)
  document.querySelector('[data-campaign-again]')?.addEventListener('click', () => location.reload())
}

async function explain({ slot, why, undo, campaign }) {
  const place = document.querySelector(`[data-campaign-why="${CSS.escape(slot)}"]`)
  const reason = await why()
  if (!place || reason?.why !== 'campaign') return
  const names = JSON.parse(place.dataset.campaignNames)
  const undone = () => {
    undo()
    place.replaceChildren(make('p', { class: 'quiet' }, tell('campaignUndone')))
  }
  place.replaceChildren(
    make(
      'p',
      {},
      reason.text,
      ' ',
      campaign ? make('button', { class: 'link', type: 'button', onclick: undone }, tell('campaignUndo')) : undefined,
    ),
    ...(reason.others.length
      ? [
          make('p', { class: 'quiet' }, tell('campaignOthers')),
          make('ul', {}, ...reason.others.map(({ creative, text }) => make('li', {}, `${names[creative]}: ${text}`))),
        ]
      : []),
  )
}

async function count() {
  const exported = await inkling()?.exportData()
  if (!exported) return
  const seen = new Map()
  for (const { kind, at, tags } of exported.events) {
    const campaign = tags?.find((tag) => tag.startsWith('campaign='))?.slice('campaign='.length)
    if (kind === 'shown' && Date.now() - at < DAY) seen.set(campaign, (seen.get(campaign) ?? 0) + 1)
  }
  for (const cell of document.querySelectorAll('[data-campaign-seen]'))
    cell.textContent = String(seen.get(cell.dataset.campaignSeen) ?? 0)
}
