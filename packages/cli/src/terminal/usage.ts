/** A mistake on the command line: reported in a sentence, without a stack. The exit code is 2. */
export class UsageError extends Error {}
