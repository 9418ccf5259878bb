import { own } from '../lib/json/own.ts'
import type { Purposes, SetConsent } from '../types.ts'
import { listenTo } from './listen-to.ts'
import { purposesOf } from './tcf.ts'
import type { OnProblem } from './wait-for-platform.ts'

type Fields = Readonly<Record<string, unknown>>
/** Reads a field from a section, or from whichever of the section's segments contains it. */
type Field = (name: string) => unknown

interface GppEvent {
  readonly listenerId?: number
  readonly pingData?: {
    readonly signalStatus?: string
    /** Ids of the sections that apply here; US sections have ids above 6. */
    readonly applicableSections?: readonly unknown[]
    /** Maps a section's name to its fields, or to an array with the fields of each segment. */
    readonly parsedSections?: Readonly<Record<string, Fields | readonly Fields[]>>
  }
}

/** The opt-out fields of US sections: 1 opted out · 2 did not opt out · 0 not applicable. */
const OPT_OUTS = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut']

/**
 * US laws are opt-out, so not opting out counts as consent. Measurement sends data off the device, so it needs an
 * explicit opt-in.
 */
function american(field: Field): Purposes {
  const answers = OPT_OUTS.map(field)
  const child = [field('KnownChildSensitiveDataConsents')].flat().some((value) => value)
  const yes = answers.includes(2) && answers.every((answer) => !answer || answer === 2) && !field('Gpc') && !child
  return { content: yes, creatives: yes, measurement: false }
}

/**
 * Listens to the Global Privacy Platform (IAB Tech Lab, CMP API 1.1). European and Canadian sections are interpreted
 * using the publisher's purposes, and US sections using their opt-outs. If several sections apply, all must agree; if
 * none does, the platform counts as having given no answer.
 */
export function gpp(set: SetConsent, onProblem: OnProblem): () => void {
  const hear = ({ pingData }: GppEvent, tellMissing: () => void) => {
    const { signalStatus, applicableSections: applicable, parsedSections } = own(pingData ?? {})
    if (signalStatus !== 'ready') return
    const answers: Purposes[] = []
    for (const [name, segments] of Object.entries(parsedSections ?? {})) {
      // Looks up fields without copying, since a table may be huge, and its prototype may have properties of any name.
      const all = [segments].flat()
      const field: Field = (of) => all.find((segment) => segment && Object.hasOwn(segment, of))?.[of]
      if (name.startsWith('tcf')) {
        // The field's names: in the specification, in its reference library, and in the Canadian section.
        const bits = field('PubPurposesConsent') ?? field('PublisherConsents') ?? field('PubPurposesExpressConsent')
        if (!bits) tellMissing()
        answers.push(purposesOf((purpose) => own(bits as readonly unknown[])[purpose - 1]))
      } else if (/^us(?!p)/.test(name)) {
        const answer = american(field)
        // Where no US law applies, readers haven't been told that silence means consent.
        if (!answer.content || !applicable || applicable.some((section) => (section as number) > 6))
          answers.push(answer)
      }
    }
    const all = (purpose: keyof Purposes) => answers.every((answer) => answer[purpose])
    if (answers.length) set({ content: all('content'), creatives: all('creatives'), measurement: all('measurement') })
  }
  return listenTo<GppEvent>('__gpp', [], hear, onProblem)
}
