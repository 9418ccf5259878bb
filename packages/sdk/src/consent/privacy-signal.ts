declare global {
  interface Navigator {
    readonly globalPrivacyControl?: boolean
  }
}

/**
 * Whether the browser itself says no: Global Privacy Control ("don't sell or share", W3C) or Do Not Track, which some
 * browsers still send.
 */
export const hasPrivacySignal = (): boolean => !!navigator.globalPrivacyControl || navigator.doNotTrack === '1'
