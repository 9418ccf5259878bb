/**
 * Adapters that pass an event with a few fields to each analytics system, in the format of that system's own queue
 * (docs/analytics.md).
 */

import { ownGlobal } from '../../lib/own-global.ts'
import type { AnalyticsSystem, Outcome } from '../../types.ts'

/** All fields that are reported. None of them is an item, a title, an interest or a device id. */
export interface AnalyticsEvent {
  readonly kind: 'exposure' | Outcome['kind']
  /** `experiment:arm`. For an outcome: all arms that the device is in, separated by spaces. */
  readonly arm: string
  readonly list?: string
  /** From 0. */
  readonly place?: number
  /** Conversions only. */
  readonly name?: string
  readonly value?: number
}

type Call = (...all: unknown[]) => unknown
type Fields = Omit<AnalyticsEvent, 'kind'>

interface System {
  /** Finds the function that the system's own snippet has installed. It is never created here. */
  find(): Call | undefined
  tell(call: Call, kind: AnalyticsEvent['kind'], fields: Fields): unknown
}

/** A method of a global, bound to that global, or the global itself. */
function callable(name: string, of?: string): Call | undefined {
  const found = ownGlobal(name)
  const call = of === undefined ? found : (found as never)?.[of]
  return typeof call === 'function' ? call.bind(found) : undefined
}

const mapped = (fields: Fields, map: (name: string, value: unknown) => readonly [string, unknown]) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => map(name, value)))
const prefixed = (fields: Fields) => mapped(fields, (name, value) => [`inkling_${name}`, value])

/** Pushes `arguments` objects as `gtag()` does, because the script doesn't recognise arrays as commands. */
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

/** Category, action, name, value. */
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
        ? // The event name on which GA4 builds experiment audiences.
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
    // An exposure isn't an interaction, so a visit without any interaction still counts as a bounce.
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
