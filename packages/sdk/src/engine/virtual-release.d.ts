/** Written by the build: what the page checks before it uses it. */
declare module 'virtual:release' {
  export const version: string
  /** Base64 SHA-256 of `engine/<file>` and `<bundle>/manifest.json`. */
  export const hashes: Readonly<Record<string, string>>
  /** `integrity` of later.js, which the tag brings in once consent is granted. */
  export const laterHash: string
  /** Of check.js. */
  export const checkHash: string
  /** `integrity` of transfer.js, which later.js brings in. */
  export const transferHash: string
}
