/**
 * Groups of people that nobody may be picked by. Wider than what items are recognised by (content/article9.ts): a phrase says
 * what a group is, in few words, and whoever is refused by mistake writes another one.
 */

import { wordBeginnings } from '../lib/text/word-beginnings.ts'

const begins = (...words: readonly string[]) => wordBeginnings(words)

const PEOPLE =
  '(?:people|persons?|m[ae]n|wom[ae]n|famil|mothers|fathers|americans|british|voters|communit|audiences?|users|customers|readers)'

const KINDS: ReadonlyArray<readonly [kind: string, words: RegExp]> = [
  [
    'health',
    begins(
      String.raw`cancer|tumou?rs?(?!\p{L})|leuk[ae]+mia|diabet|insulin|asthma|arthrit|allerg|depress(?:ion|ed|ive)|anxiety|panic attack|ptsd|bipolar|schizo|autis|adhd|dementia|alzheimer|parkinson|epilep|migraine|insomnia|hiv(?!\p{L})|(?:with|have|has) aids|hepatit|covid|vaccin|eczema|psoriasis|c(?:o?e)liac|intoleran`,
      String.raw`pregnan|expecting (?:a|their|mother)|infertil|fertility|ivf(?!\p{L})|abortion|miscarr|menopaus|erectile|viagra|std(?:s|$)|obes|overweight|los(?:e|ing) weight|weight loss|eating disorder|anorexi|bulimi`,
      String.raw`addiction|(?:drug|alcohol|gambling|opioid) (?:addict|abus|problem)|recovering|alcoholic|sobriety|rehab|disab(?:led|ilit)|wheelchair|deaf(?!\p{L})|(?:the )?blind ${PEOPLE}|visually impaired|hearing loss`,
      String.raw`chronic|illness|disease|disorder|syndrome|patients?(?!ly|\p{L})|symptom|diagnos|medicat|antidepress|chemother|transplant|(?:plastic|cosmetic|heart|knee|hip|back) surgery|stroke (?:surv|pat)|back pain|mental(?:ly)? (?:health|ill)|(?:psycho|in )therap|suicid|self-harm|burnout|hospitali[sz]|mastectom|prostate|psychiatr|psychos[ie]s|dialysis|lupus|stutter|huntington`,
    ),
  ],
  [
    'religion or belief',
    begins(
      String.raw`christian|catholic|protestant|evangelical|baptist|methodist|lutheran|mormon|jehovah|church|muslim|islam(?!abad)|mosque|qu?ran(?!\p{L})|ramadan|hijab|jew(?:s|ish)?(?!\p{L})|judais|synagog|kosher|halal|hindu(?!\p{L}*kush)|buddhis|sikh|atheis|agnostic|bible|biblical|pope(?!ye|\p{L})|priests?(?!\p{L})|religio|faith(?!\p{L})|faithful|pray(?:s|ers?|ing)?(?!\p{L})|worship|believers|(?:in|to|of) god(?!\p{L})|pagan|wicca|scientolog|krishna|shias?(?!\p{L})|sunnis?(?!\p{L})|(?:to|attend) mass(?!\p{L})`,
    ),
  ],
  [
    'politics',
    begins(
      String.raw`politic|republican|democrat|conservatives?(?!\p{L})|liberals?(?!\p{L})|labour (?:party|voter|support)|tory|tories|socialis|communis|marxis|anarchis|libertarian|fascis|nazis?(?!\p{L})|(?:left|right)[- ]wing|far[- ](?:left|right)|nationalis|vot(?:ers?|ing|es?)(?!\p{L})|election|electoral|parliament|senat|congress|activis|protest(?:er|ing|s)|campaigners|feminis|brexit|pro[- ](?:life|choice)|gun rights|party members|monarchis|donat(?:e|es|ing|ors?) to a party|members of (?:a|the) (?:\p{L}+ )?party|green party`,
    ),
  ],
  [
    'ethnic origin',
    begins(
      `(?:black|white|brown|asian|arab|african|indigenous|native|roma|jewish) ${PEOPLE}`,
      String.raw`african[- ]americans?|asian[- ]americans?|native americans?|latin[oaex]s?(?! (?:music|danc|rhythm))|hispanic|arabs(?!\p{L})|romani(?!\p{L})|gyps(?:y|ies)|sinti(?!\p{L})|aborigin|ethnic|m[aā]ori|mixed-race|racis|racial|minorit|(?:of|people) colou?r|immigra|migrants?(?!\p{L})|refugee|asylum`,
    ),
  ],
  [
    'trade unions',
    begins(
      String.raw`(?:trade|labou?r) union|union(?:ised|ized)? (?:member|work|rep)|unionis|union organi|members of (?:a|the) union|shop steward|on strike|strikers(?!\p{L})`,
    ),
  ],
  [
    'sex life or orientation',
    begins(
      String.raw`gays?(?!\p{L})|lesbian|bisexual|homosexual|heterosexual|queer|lgbt|trans(?:gender|sexual)|trans ${PEOPLE}|non-?binary|asexual|pansexual|sex(?:ual(?:ity)?)? ?(?:li[fv]es?|orientation|toys?|partners?|workers?)|sexual(?:ly|ity)?(?!\p{L})|coming out|same[- ]sex|porn|fetish|kink(?:y|s)?(?!\p{L})|bdsm|drag queen|polyamor|swingers|straight ${PEOPLE}`,
    ),
  ],
  ['genetics', begins(String.raw`genetic|dna(?!\p{L})|genom|hereditary|gene (?:test|mutation)`)],
  [
    'criminal records',
    begins(
      String.raw`criminal record|convicts?(?!\p{L})|convicted|ex-con|offenders|on (?:parole|probation)|released from prison`,
    ),
  ],
]

/** What a text is about that nobody may be picked by, in English; undefined where nothing is found. */
export const sensitiveKind = (text: string): string | undefined => KINDS.find(([, words]) => words.test(text))?.[0]
