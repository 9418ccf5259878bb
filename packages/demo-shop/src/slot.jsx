/** A sponsored slot. Inkling replaces its content, so React only writes the markup once. */
import { memo, useEffect, useState } from 'react'
import { slotMarkup } from './campaigns.js'
import { useConsent } from './inkling.js'
import { words } from './words.js'

const Markup = memo(({ name }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: React cannot fill the content of a <template>
  <div className="slot" data-inkling-slot={name} dangerouslySetInnerHTML={{ __html: slotMarkup }} />
))

export function Slot({ name }) {
  const consent = useConsent('creatives')
  const [why, setWhy] = useState()
  const [text, setText] = useState('')
  useEffect(() => {
    const onCreative = ({ detail }) => {
      if (detail.slot !== name) return
      setWhy(() => detail.why)
      setText('')
    }
    document.addEventListener('inkling:creative', onCreative)
    return () => document.removeEventListener('inkling:creative', onCreative)
  }, [name])
  const toggle = async () => setText(text ? '' : ((await why())?.text ?? ''))
  return (
    <aside className="slot-place" aria-label={words.slot}>
      <Markup name={name} />
      <p className="slot-why">
        {consent && why && (
          <button type="button" className="link" aria-expanded={!!text} onClick={toggle}>
            {words.whyThis}
          </button>
        )}{' '}
        <span role="status">{consent && text}</span>
      </p>
    </aside>
  )
}
