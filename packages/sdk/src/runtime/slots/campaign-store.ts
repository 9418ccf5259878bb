/** The data used to choose campaigns: the site's file, and what this device has shown. One instance per runtime. */

import { cellsOf, contextOf } from '../../creatives/bandit/context.ts'
import { fitOfLogOdds } from '../../creatives/bandit/features.ts'
import { learn } from '../../creatives/bandit/learn.ts'
import type { CreativePrior } from '../../creatives/bandit/posterior.ts'
import { textPrior } from '../../creatives/bandit/text-prior.ts'
import type { Campaign, Campaigns } from '../../creatives/campaigns/campaign.ts'
import { campaignFor, lone, type Marks } from '../../creatives/campaigns/marks.ts'
import { LARGEST_CAMPAIGNS, readCampaigns } from '../../creatives/campaigns/read-campaigns.ts'
import type { Situation, SlotCandidates } from '../../creatives/choose.ts'
import { emitError } from '../../lib/events.ts'
import { predictText } from '../../lib/scoring/text-head.ts'
import type { Ranking } from '../../types.ts'
import type { HasExperiments } from '../interfaces/page-experiments.ts'
import type { HasScorer } from '../interfaces/scoring.ts'
import type { Session } from '../interfaces/session.ts'
import { loadSiteFile } from '../site-files/load-site-file.ts'
import { happeningsOf, leadsTo, showingsOf } from './showings/showing-events.ts'
import { type StoredCreative, stored } from './slot-items.ts'

/**
 * Maximum number of creatives that the site's file can provide for a slot's template. It is limited because the images
 * of all these creatives are requested.
 */
const MAX_DATA = 12

type Context = Session & HasScorer & HasExperiments

export class CampaignStore {
  /** For each slot, its name followed by the markup of a creative that was found to be safe on this page. */
  readonly proved = new Map<Element, readonly string[]>()
  /** The site's file; undefined if it hasn't been loaded yet or can't be used. */
  campaigns: Campaigns | undefined
  readonly ready: Promise<Campaigns | undefined>
  /**
   * How well audiences fit the reader, 0 to 1, keyed by the audience's text. Undefined if no audience is named or
   * audiences.js can't be loaded.
   */
  audienceFits: ((texts: readonly string[]) => ReadonlyMap<string, number>) | undefined
  readonly #context: Context

  constructor(context: Context) {
    this.#context = context
    const { options, signal } = context.grant
    const load = async () =>
      options.campaigns === undefined
        ? { campaigns: [], off: false }
        : loadSiteFile('campaigns', options.campaigns, { most: LARGEST_CAMPAIGNS, check: readCampaigns }, signal)
    this.ready = load().then((campaigns) => (this.campaigns = campaigns))
  }

  /** The campaigns in the site's file, once the file has been loaded. */
  get #listed(): readonly Campaign[] {
    return this.campaigns?.campaigns ?? []
  }

  /** Creatives from the site's file for a slot with a template, highest priority first. */
  dataFor(
    slot: string,
  ): Array<{ readonly creative: string; readonly fields: Readonly<Record<string, string>>; readonly title: string }> {
    return this.#listed
      .filter(({ slots }) => slots?.includes(slot))
      .sort((a, b) => b.priority - a.priority)
      .flatMap(({ creatives }) => creatives)
      .flatMap(({ id, fields, audience }) =>
        fields
          ? [{ creative: id, fields, title: [audience, ...Object.values(fields)].filter(Boolean).join('. ') }]
          : [],
      )
      .slice(0, MAX_DATA)
  }

  /**
   * The candidates for a slot; undefined if none of its creatives belong to a campaign, in which case the slot is
   * filled by content alone.
   *
   * @param element the slot, if it is on this page; its ranking is kept for explanations, and invalid attributes are
   * reported
   */
  candidates(slot: string, creatives: readonly StoredCreative[], element?: Element): SlotCandidates | undefined {
    const all = creatives.flatMap((each) => {
      const campaign = this.#campaignOf(each, !!element)
      return campaign?.slots && !campaign.slots.includes(slot) ? [] : [{ ...each, campaign }]
    })
    if (!all.some(({ campaign }) => campaign)) return undefined
    const { scorer } = this.#context
    const ranking: Ranking = scorer.rankCreatives(all.map(stored), element && { name: slot, element })
    const fits = new Map(
      ranking.items.map(({ id, parts }) => [
        id,
        fitOfLogOdds(parts.interest + parts.topics + parts.dismissed + parts.edits),
      ]),
    )
    const audiences = all.map(audienceOf)
    const audienceFits = this.audienceFits?.(audiences.filter((text) => text !== undefined))
    return {
      slot,
      candidates: all.map(({ creative, campaign = lone(slot, creative), ...each }, at) => {
        const content = fits.get(stored({ creative, ...each }).id) ?? 0
        const fit = audienceFits?.get(audiences[at] ?? '')
        const prior = this.#textPrior(campaign, each)
        return {
          ...(prior && { prior }),
          campaign,
          creative,
          fits: { content, ...(fit !== undefined && { audience: 2 * fit - 1 }) },
          // The reader doesn't satisfy any of the audience's rules.
          ...(fit === 0 && { unfit: 'audience' as const }),
        }
      }),
    }
  }

  /**
   * A creative's prior, predicted from its text; undefined if the text has no vector, or the site's file has no head
   * for that vector.
   */
  #textPrior(campaign: Campaign, { content }: Pick<StoredCreative, 'content'>): CreativePrior | undefined {
    const heads = this.campaigns?.texts
    const found = heads && predictText(heads, content.fingerprint, this.#context.store)
    return found && textPrior(found, campaign)
  }

  /** The marks stored with a creative. `file` is set if the site's file has a campaign for the creative. */
  marksOf(creative: string, marks: Marks): Marks {
    const isListed = this.#listed.some(
      ({ id, creatives }) => id === marks.campaign || creatives.some((each) => each.id === creative),
    )
    return isListed ? { ...marks, file: '' } : marks
  }

  #campaignOf({ creative, marks }: StoredCreative, told: boolean): Campaign | undefined {
    try {
      return campaignFor(creative, marks, this.campaigns!)
    } catch (cause) {
      if (told) emitError('campaigns-unavailable', `the attributes of the creative '${creative}' can't be used`, cause)
      // The creative's schedule and caps can't be read, so it isn't shown.
      return { ...lone('', creative), off: true }
    }
  }

  /**
   * @param slots all slots that need a choice; the goals of their campaigns determine which events count as successes
   * @param topic the page's topic
   */
  situation(slots: readonly SlotCandidates[], topic?: string): Situation {
    const { store } = this.#context
    const now = Date.now()
    const events = store?.events ?? []
    const showings = showingsOf(events)
    const candidates = slots.flatMap((each) => each.candidates)
    const onSlots = candidates.map(({ campaign }) => campaign)
    const expected: Record<string, CreativePrior> = Object.create(null)
    for (const { creative, prior } of candidates) if (prior) expected[creative] = prior
    const campaigns = new Map([...this.#listed, ...onSlots].map((each) => [each.id, each]))
    return {
      now,
      showings,
      onPage: [],
      off: this.campaigns?.off ?? false,
      cells: cellsAt(now, topic),
      posterior: learn(
        [...campaigns.values()],
        showings,
        happeningsOf(events),
        leadsTo(events),
        now,
        undefined,
        expected,
      ),
      // The last digits of a timestamp serve as a random number, so that nothing that could identify a device has to be
      // stored.
      toss: (showings[0]?.at ?? Math.floor(Math.random() * 256)) % 256,
      random: this.#context.experiments?.slots?.draws() ?? (() => Math.random),
    }
  }
}

const cellsAt = (time: number, topic?: string) => cellsOf(contextOf(innerWidth, new Date(time).getHours(), topic))

/** The same situation at a later time, on an unknown page. */
export const later = (situation: Situation, time: number): Situation => ({
  ...situation,
  now: time,
  cells: cellsAt(time),
})

/** The creative's audience, taken from its template or from the site's file. */
const audienceOf = ({ creative, marks, campaign }: StoredCreative & { readonly campaign: Campaign | undefined }) =>
  marks.audience ?? campaign?.creatives.find(({ id }) => id === creative)?.audience
