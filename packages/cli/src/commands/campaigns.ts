import { readFile } from 'node:fs/promises'
import { DEFAULT_PRIORS } from '../../../sdk/src/creatives/bandit/posterior.ts'
import { LEAST_SHOWINGS } from '../campaigns/fit-priors.ts'
import { fitTexts } from '../campaigns/fit-texts.ts'
import { campaignsIn, onlyPriors, withPriors } from '../campaigns/priors-file.ts'
import { readCounts } from '../campaigns/read-counts.ts'
import { expectWritable, writeWhole } from '../files/whole-file.ts'
import { Failure } from '../terminal/failure.ts'
import { print, say } from '../terminal/output.ts'
import { embedTexts } from '../texts/embed-texts.ts'
import { textsIn, toldOf } from './site-texts.ts'

export interface CampaignsFlags {
  /** The report of showings. */
  readonly events: string
  /** An existing campaigns file to which the priors are added. */
  readonly campaigns?: string | undefined
  /** The creatives' texts: a table of ids and titles. */
  readonly texts?: string | undefined
  /** Output file; default: standard output. */
  readonly out?: string | undefined
}

/** Maximum number of skipped rows, or of creatives, that are reported individually. */
const MAX_NOTES = 20

/**
 * Fits priors for campaigns.json, which every page loads, from a site's own counts of showings and goals.
 *
 * @param embed computes the texts' vectors
 */
export async function campaigns(
  { events, campaigns: file, texts, out }: CampaignsFlags,
  embed = embedTexts,
): Promise<void> {
  if (out !== undefined) await expectWritable(out)
  const tell = (line: string) => say(`${line}\n`)
  const written = file === undefined ? undefined : await readFile(file, 'utf8')
  let wrong = 0
  const {
    counts,
    days,
    campaigns: reportedIn,
    rows,
    malformed,
  } = await readCounts(events, (line, why) => {
    if (++wrong <= MAX_NOTES) tell(`line ${line} is left out: ${why}`)
  })
  if (!days.length)
    tell(
      'the report has no date column, so the variation between days is unknown and devices will be overconfident: add date',
    )
  // If the file and the report disagree about a creative's campaign, the file takes precedence.
  const known = new Map([...reportedIn, ...(written === undefined ? [] : campaignsIn(written, file!))])
  const packs = texts === undefined ? [] : await embed(await textsIn(texts, (id) => id, tell), tell)
  const fitted = fitTexts({ counts, days }, DEFAULT_PRIORS, known, packs)
  const { priors, heads } = fitted
  for (const each of fitted.fits) tell(toldOf(each, 'rates: creatives without counts start from theirs'))
  const ofTexts = heads.length ? { heads, campaigns: fitted.campaigns } : undefined
  const reported = new Set(counts.map(({ creative }) => creative)).size
  const found = Object.keys(priors).length
  if (!found)
    throw new Failure(`no creative has ${LEAST_SHOWINGS} showings, so nothing is written; the report has ${reported}`)
  const { text, filled, unknown } =
    written === undefined || file === undefined
      ? onlyPriors(priors, known, ofTexts)
      : withPriors(written, priors, file, ofTexts)
  if (!filled)
    throw new Failure(
      `${file} has none of the report's creatives, so nothing is written: ${unknown.slice(0, MAX_NOTES).join(', ')}`,
    )
  if (out === undefined) await print(text)
  else await writeWhole(out, text)
  tell(
    `${rows} rows${malformed ? `, ${malformed} skipped as malformed` : ''}; ${filled} creatives have a prior${
      reported > found ? `, ${reported - found} have fewer than ${LEAST_SHOWINGS} showings` : ''
    }${unknown.length ? `; not in ${file}: ${unknown.slice(0, MAX_NOTES).join(', ')}` : ''}`,
  )
}
