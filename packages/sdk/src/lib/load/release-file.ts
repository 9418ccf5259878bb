/** What a file of the release must be: its length, and its SHA-256 in base64. */
export type ReleaseFile = readonly [bytes: number, hash: string]
