/** Wrong lines that are told one by one. */
export const MAX_NOTES = 20

/** Tells what of a file is left out, and why: the first ones, and then that there are more. */
export function leftOutNotes(note: (sentence: string) => unknown): (what: string, why: string) => void {
  let wrong = 0
  return (what, why) => {
    if (++wrong <= MAX_NOTES) note(`${what} is left out: ${why}`)
    else if (wrong === MAX_NOTES + 1) note('more lines are left out: they are counted, and told no more')
  }
}
