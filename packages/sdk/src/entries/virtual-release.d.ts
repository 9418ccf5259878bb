/** Written by scripts/bundles.mjs from packages/sdk/bundles.mjs: lengths and hashes, which a page checks before it runs a file. */
declare module 'virtual:release' {
  type ReleaseFile = import('../lib/load/release-file.ts').ReleaseFile

  export const version: string
  /** Names of the elements for readers. */
  export const elementNames: readonly string[]
  /** The worker scripts and the WebAssembly file, keyed by name. */
  export const engineFiles: Readonly<Record<string, ReleaseFile>>
  /** Base64 SHA-256 of each model's manifest. A manifest is identified by this hash, not by its folder's name. */
  export const manifests: readonly string[]
  /** The personas that come with the release, keyed by name. */
  export const personaFiles: Readonly<Record<string, ReleaseFile>>
  /** transfer.js */
  export const transferFile: ReleaseFile
  /** page-vectors.js */
  export const pageVectorsFile: ReleaseFile
  /** site-files.js */
  export const siteFilesFile: ReleaseFile
  /** measurement.js */
  export const measurementFile: ReleaseFile
  /** audiences.js */
  export const audiencesFile: ReleaseFile
  /** explain.js */
  export const explainFile: ReleaseFile
  /** tone.js */
  export const toneFile: ReleaseFile
  /** creatives.js */
  export const creativesFile: ReleaseFile
  /** engine.js */
  export const engineFile: ReleaseFile
  /** pictures.js */
  export const picturesFile: ReleaseFile
  /** table.js */
  export const tableFile: ReleaseFile
  /** By key, `why` for why.js. */
  export const elementFiles: Readonly<Record<string, ReleaseFile>>
  /** By key, `de` for words-de.js. */
  export const wordFiles: Readonly<Record<string, ReleaseFile>>
  /** words.js */
  export const wordsFile: ReleaseFile
  /** inspect.js */
  export const inspectFile: ReleaseFile
  /** check.js */
  export const checkFile: ReleaseFile
  /** preview.js */
  export const previewFile: ReleaseFile
  /** core.js */
  export const coreFile: ReleaseFile
  /** consent-platforms.js */
  export const platformsFile: ReleaseFile
}

/** The modules that the npm entry imports dynamically, so that a site's bundler makes chunks of it. */
declare module 'virtual:parts' {
  export const parts: Readonly<Record<string, () => Promise<object | { define(inkling: object): void }>>>
}
