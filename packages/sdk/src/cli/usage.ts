/** A mistake on the command line: told in a sentence, without a stack. */
export class UsageError extends Error {}
