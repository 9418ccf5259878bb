/** Maximum malformed lines reported individually. */
export const MAX_NOTES = 20

/** Reports the first few skipped parts of a file, each with the reason, and then a note if there are more. */
export function leftOutNotes(note: (sentence: string) => unknown): (what: string, why: string) => void {
  let wrong = 0
  return (what, why) => {
    if (++wrong <= MAX_NOTES) note(`${what} is left out: ${why}`)
    else if (wrong === MAX_NOTES + 1) note('more lines are left out: they are counted, and told no more')
  }
}
