/** The size in bytes of a file in the release, and its SHA-256 hash in base64. */
export type ReleaseFile = readonly [bytes: number, hash: string]
