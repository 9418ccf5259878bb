/** How each system of analytics takes an event: a few fields, in the form of its own script's queue (docs/analytics.md). */

import { ownGlobal } from '../../lib/own-global.ts'
import type { AnalyticsSystem, Outcome } from '../../types.ts'

/** What is told. All of it: no item, no title, no interest, no number of the device. */
export interface AnalyticsEvent {
  readonly kind: 'exposure' | Outcome['kind']
  /** `experiment:arm`; of an outcome all that the device is in, with blanks between them. */
  readonly arm: string
  readonly list?: string
  /** From 0. */
  readonly place?: number
  /** Of a conversion. */
  readonly name?: string
  readonly value?: number
}

type Call = (...all: unknown[]) => unknown
type Fields = Omit<AnalyticsEvent, 'kind'>

interface System {
  /** What takes events, once the system's own snippet has run. Nothing is made in its place. */
  find(): Call | undefined
  tell(call: Call, kind: AnalyticsEvent['kind'], fields: Fields): unknown
}

/** A function of a global, bound to it, or the global itself. */
function callable(name: string, of?: string): Call | undefined {
  const found = ownGlobal(name)
  const call = of === undefined ? found : (found as never)?.[of]
  return typeof call === 'function' ? call.bind(found) : undefined
}

const mapped = (fields: Fields, map: (name: string, value: unknown) => readonly [string, unknown]) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => map(name, value)))
const prefixed = (fields: Fields) => mapped(fields, (name, value) => [`inkling_${name}`, value])

/** As `gtag()` itself does it: the script tells commands from data by `arguments`, which is no array. */
function commands(): Call | undefined {
  const push = callable('dataLayer', 'push')
  return (
    push &&
    function () {
      // biome-ignore lint/complexity/noArguments: see above
      push(arguments)
    }
  )
}

const gtag: System = {
  find: () => callable('gtag') ?? commands(),
  tell: (call, kind, fields) => call('event', `inkling_${kind}`, prefixed(fields)),
}

/** Category, action, name, and a number. */
const paq: System = {
  find: () => callable('_paq', 'push'),
  tell: (push, kind, { arm, list = '', place, name = list, value = place }) =>
    push(['trackEvent', `Inkling ${kind}`, arm, name, ...(value === undefined ? [] : [value])]),
}

export const SYSTEMS: Readonly<Record<AnalyticsSystem, System>> = {
  ga4: {
    ...gtag,
    tell: (call, kind, fields) =>
      kind === 'exposure'
        ? // What GA4 makes audiences of.
          call('event', 'experience_impression', {
            exp_variant_string: `inkling-${fields.arm.replace(':', '-')}`,
            ...prefixed(fields),
          })
        : gtag.tell(call, kind, fields),
  },
  gtag,
  gtm: {
    find: () => callable('dataLayer', 'push'),
    tell: (push, kind, fields) => push({ event: `inkling_${kind}`, ...prefixed(fields) }),
  },
  matomo: paq,
  'piwik-pro': paq,
  plausible: {
    find: () => callable('plausible'),
    // An exposure is nothing that the reader does: a visit with nothing else still counts as a bounce.
    tell: (call, kind, fields) =>
      call(`Inkling ${kind}`, {
        props: mapped(fields, (name, value) => [name, String(value)]),
        ...(kind === 'exposure' && { interactive: false }),
      }),
  },
  umami: {
    find: () => callable('umami', 'track'),
    tell: (call, kind, fields) => call(`inkling-${kind}`, fields),
  },
  callback: {
    find: () => callable('inklingAnalytics'),
    tell: (call, kind, fields) => call(kind, fields),
  },
}
