/** A mistake on the command line, reported as a sentence without a stack trace. Exit code 2. */
export class UsageError extends Error {}
