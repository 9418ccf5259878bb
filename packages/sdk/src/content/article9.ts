/**
 * Topics of which the law says that nobody may conclude anything about a person without an explicit yes: health, religion
 * and belief, politics, ethnic origin, trade unions, sex life and orientation, genetic data (GDPR, article 9). Recognised
 * by words, and by likeness to the phrases below; how well is in docs/privacy.md.
 */
import { cosine } from '../lib/cosine.ts'
import type { StoredVector } from '../types.ts'
import { fingerprint } from './fingerprint.ts'

/** What the encoder compares with: short, as headlines are. */
const PHRASES =
  'my depression|panic attacks|living with ADHD|bipolar|diabetes and insulin|I am pregnant|drug addiction|autism|therapy for mental illness|suicide|Jesus|the Catholic Church|Islam|Jews|atheists and God|Buddhism|a prayer|the Bible|religion and faith|a party wins the election|Republicans and Democrats|socialism and capitalism|conservatives|liberals|the president|anarchists|libertarians|the government cuts welfare|racism|black people and white people|immigrants|a trade union on strike|gay men|lesbians|bisexual|transgender|sex life|asexual|coming out to my parents|a DNA test|genetics'

/** A cosine above this is too near: fitted on 14,245 titles, see docs/privacy.md. */
const TOO_NEAR = 0.45

/** Beginnings of words. */
const WORDS =
  /(?:^|[^\p{L}])(?:cancer|diabet|depressi(?:on|ve)|anxiety|bipolar|autis|adhd|hiv|pregnan|abortion|christian|catholic|church|muslim|islam|jew(?:ish|s)|judais|atheis|buddhis|hindu|bible|qu?ran|pope|religio|election|republican|democrat|socialis|communis|parliament|senat|racis|refugee|immigra|trade union|gay|lesbian|bisexual|transgender|lgbt|homosexual|диабет|депресси|вич(?!\p{L})|беремен|аборт|христиан|православ|церк|мусульм|ислам|евре|религи|выборы|депутат|расис|мигрант|профсоюз|лесби|трансгендер|лгбт)/iu

interface Text {
  readonly text: string
  readonly fingerprint: string
}

/** The phrases as texts whose vectors are wanted. */
export const ARTICLE_9: readonly Text[] = PHRASES.split('|').map((text) => ({ text, fingerprint: fingerprint(text) }))

const byWords = new Map<string, boolean>()
const byVector = new WeakMap<StoredVector, boolean>()

/**
 * Whether a text is about one of these topics.
 *
 * @param vectors by fingerprint; what there isn't can't be compared: then words decide
 */
export function isArticle9({ text, fingerprint }: Text, vectors: ReadonlyMap<string, StoredVector>): boolean {
  const named = byWords.get(fingerprint) ?? WORDS.test(text)
  byWords.set(fingerprint, named)
  const vector = vectors.get(fingerprint)
  if (named || !vector) return named
  const known = byVector.get(vector)
  if (known !== undefined) return known
  const phrases = ARTICLE_9.flatMap((phrase) => vectors.get(phrase.fingerprint) ?? [])
  const near = phrases.some((phrase) => cosine(vector, phrase) > TOO_NEAR)
  if (phrases.length === ARTICLE_9.length) byVector.set(vector, near)
  return near
}
