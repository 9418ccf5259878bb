import { PHRASE_KEYS } from './article9.ts'

/** Prototype phrases, as short as headlines. Items are compared with them to recognise special categories. */
export const PHRASES: readonly string[] =
  'my depression|panic attacks|living with ADHD|bipolar|diabetes and insulin|I am pregnant|drug addiction|autism|therapy for mental illness|suicide|Jesus|the Catholic Church|Islam|Jews|atheists and God|Buddhism|a prayer|the Bible|religion and faith|a party wins the election|Republicans and Democrats|socialism and capitalism|conservatives|liberals|the president|anarchists|libertarians|the government cuts welfare|racism|black people and white people|immigrants|a trade union on strike|gay men|lesbians|bisexual|transgender|sex life|asexual|coming out to my parents|a DNA test|genetics'.split(
    '|',
  )

const texts = new Map(PHRASES.map((text, i) => [PHRASE_KEYS[i]!, text]))

/** @returns the phrase for a key; undefined for any other fingerprint */
export const phraseOf = (key: string): string | undefined => texts.get(key)
