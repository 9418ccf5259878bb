/** Size in bytes and SHA-256 in base64 of a file in the release. */
export type ReleaseFile = readonly [bytes: number, hash: string]
