/** Finds the consent banner that a site already has, by the code that loads it. */
import { UsageError } from '../terminal/usage.ts'

/** Where Inkling gets the reader's choice from. */
export interface Consent {
  /** Value of `data-consent`; undefined for the default, `manual`. */
  readonly source: 'tcf' | 'gpp' | 'google' | undefined
  /** Whether to add Inkling's own banner. */
  readonly own: boolean
  readonly says: string
  /** What is left to do by hand. */
  readonly steps: readonly string[]
}

const CALL = "window.inkling = window.inkling || []; inkling.push(['consent', { content: true, creatives: true }])"
const TELL = `When the reader has made or changed a choice in it, call ${CALL}, with what was allowed. Until then, nothing is stored.`

const tcf: Consent = {
  source: 'tcf',
  own: false,
  says: 'Consent: the tag listens to the platform (TCF).',
  steps: ["Enable the publisher's own purposes in the consent platform: see docs/consent.md."],
}
const gpp: Consent = {
  source: 'gpp',
  own: false,
  says: 'Consent: the tag listens to the platform (GPP).',
  steps: [],
}
const google: Consent = {
  source: 'google',
  own: false,
  says: "Consent: by Google's consent mode, which can't be queried.",
  steps: [
    "Wherever gtag('consent', 'update', mode) is called, also call window.inkling = window.inkling || []; inkling.push(['google', mode]), with the complete mode. Until then, nothing is stored.",
  ],
}
const ours: Consent = {
  source: undefined,
  own: true,
  says: "Consent: Inkling's own banner, since none was found.",
  steps: [],
}
const manual = (name: string): Consent => ({
  source: undefined,
  own: false,
  says: `Consent: ${name} asks the reader, so no banner is added.`,
  steps: [TELL],
})

/** Values of `--consent`. */
const CHOICES: Readonly<Record<string, Consent>> = { tcf, gpp, google, ours, manual: manual('your own code') }

/** Scripts and functions by which platforms are recognised, standards first. */
const TCF = /\b__tcfapi\b|data-framework=["']?TCF|cmp\.quantcast|cmp\.inmobi\.com|cdn\.privacy-mgmt\.com/i
const GPP = /\b__gpp\b/
const GOOGLE = /gtag\(\s*['"]consent['"]/
/** Banners that Inkling has no adapter for, or only if they are configured for TCF. */
const OTHERS = [
  ['the WP Consent API', /\bwp_(?:has|set)_consent\b|wp-consent-api/],
  ['Cookiebot', /consent\.cookiebot\.(?:com|eu)/],
  ['OneTrust', /cdn\.cookielaw\.org|\bOptanonWrapper\b/],
  ['Didomi', /sdk\.privacy-center\.org/],
  ['consentmanager', /\bconsentmanager\.net/],
  ['Usercentrics', /usercentrics\.eu/],
  ['iubenda', /iubenda\.com/],
  ['CookieYes', /cookieyes\.com/],
  ['Complianz', /complianz/i],
  ['Osano', /cmp\.osano\.com/],
  ['Termly', /app\.termly\.io/],
  ['Klaro', /\bklaro(?:\.min)?\.js|\bklaroConfig\b/],
  ['tarteaucitron', /tarteaucitron/i],
  ['CookieConsent', /cookieconsent/i],
] as const

/**
 * @param texts templates and pages of the site
 * @param named the value of `--consent`
 * @throws UsageError if several platforms are found, or if the value is unknown
 */
export function consentOf(texts: readonly string[], named: string | undefined): Consent {
  if (named !== undefined) {
    const consent = Object.hasOwn(CHOICES, named) ? CHOICES[named] : undefined
    if (consent) return consent
    throw new UsageError(`--consent takes ${Object.keys(CHOICES).join(', ')}, not ${named}`)
  }
  const has = (pattern: RegExp) => texts.some((text) => pattern.test(text))
  const standards = [...(has(TCF) ? ['tcf'] : []), ...(has(GPP) ? ['gpp'] : [])]
  if (standards.length > 1)
    throw new UsageError(
      'the pages use both TCF and GPP: write --consent gpp, which reads European sections too, or --consent tcf',
    )
  if (standards[0]) return CHOICES[standards[0]]!
  const [other] = OTHERS.find(([, pattern]) => has(pattern)) ?? []
  if (other) return manual(other)
  return has(GOOGLE) ? google : ours
}
