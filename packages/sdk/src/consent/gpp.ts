import { own } from '../lib/json/own.ts'
import type { Purposes, SetConsent } from '../types.ts'
import { listenTo, type OnProblem } from './listen-to.ts'
import { purposesOf } from './tcf.ts'

type Fields = Readonly<Record<string, unknown>>
/** A field of a section, or of one of its segments. */
type Field = (name: string) => unknown

interface GppEvent {
  readonly listenerId?: number
  readonly pingData?: {
    readonly signalStatus?: string
    /** Numbers of the sections whose law is in force here; those of the United States come after 6. */
    readonly applicableSections?: readonly unknown[]
    /** By prefix: a section's fields, or its segments' fields one after the other. */
    readonly parsedSections?: Readonly<Record<string, Fields | readonly Fields[]>>
  }
}

/** What opting out means in the states of the US: 1 opted out · 2 did not · 0 not applicable. */
const OPT_OUTS = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut']

/** Not opting out is a yes where the law is opt-out; measurement, for which data leaves the device, wants a yes of its own. */
function american(field: Field): Purposes {
  const answers = OPT_OUTS.map(field)
  const child = [field('KnownChildSensitiveDataConsents')].flat().some((value) => value)
  const yes = answers.includes(2) && answers.every((answer) => !answer || answer === 2) && !field('Gpc') && !child
  return { content: yes, creatives: yes, measurement: false }
}

/**
 * Global Privacy Platform (IAB Tech Lab, CMP API 1.1): the European and Canadian sections by the publisher's purposes, the
 * American ones by what was opted out of. Of several sections each must agree. Without any, the platform has no answer.
 */
export function gpp(set: SetConsent, onProblem: OnProblem): () => void {
  const hear = ({ pingData }: GppEvent, tellMissing: () => void) => {
    const { signalStatus, applicableSections: applicable, parsedSections } = own(pingData ?? {})
    if (signalStatus !== 'ready') return
    const answers: Purposes[] = []
    for (const [name, segments] of Object.entries(parsedSections ?? {})) {
      // Nothing is copied: a table may be huge, or have a prototype that answers what nobody was asked.
      const all = [segments].flat()
      const field: Field = (of) => all.find((segment) => segment && Object.hasOwn(segment, of))?.[of]
      if (name.startsWith('tcf')) {
        // The specification's name, its library's, and Canada's.
        const bits = field('PubPurposesConsent') ?? field('PublisherConsents') ?? field('PubPurposesExpressConsent')
        if (!bits) tellMissing()
        answers.push(purposesOf((purpose) => own(bits as readonly unknown[])[purpose - 1]))
      } else if (/^us(?!p)/.test(name)) {
        const answer = american(field)
        // Where no such law is in force nobody was told that silence is a yes.
        if (!answer.content || !applicable || applicable.some((section) => (section as number) > 6))
          answers.push(answer)
      }
    }
    const all = (purpose: keyof Purposes) => answers.every((answer) => answer[purpose])
    if (answers.length) set({ content: all('content'), creatives: all('creatives'), measurement: all('measurement') })
  }
  return listenTo<GppEvent>('__gpp', [], hear, onProblem)
}
