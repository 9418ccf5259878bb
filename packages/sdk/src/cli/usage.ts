/** A mistake on the command line: told in a sentence, without a stack. The exit code is 2. */
export class UsageError extends Error {}
