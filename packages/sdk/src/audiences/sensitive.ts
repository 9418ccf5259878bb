/**
 * Detects sensitive groups that audiences must not target. This is broader than the detection for items
 * (content/article9.ts), because a phrase can name a group in a few words, and because a site can reword a phrase that
 * was wrongly refused.
 */

import { wordBeginnings } from '../lib/text/word-beginnings.ts'

const begins = (...words: readonly string[]) => wordBeginnings(words)

/** Known false positives, which are removed first: bands, plants, food, and words with other meanings. */
const FALSE_POSITIVES =
  /\b(?:liberal arts|egg whites|all blacks|al pastor|ford escorts|thelonious monk|picket fences?|(?:eurovision|talent show|strictly|x factor|hall of fame) (?:voters|voting|votes)|vote for the best|gypsy (?:jazz|swing|punk)|judas priest|black sabbath|labou?r[- ]saving|gospel (?:music|choirs?|singers|singing|songs?|albums?|brunch)|pray(?:er|ing) (?:plants?|mantis(?:es)?)|the kinks|faith no more|nun[’']?s buoy|(?:[- ]a[- ]side|football|soccer|goal\p{L}*) strikers|(?:window|roman|roller|venetian) blinds?|(?:disease|blight)[- ](?:resistant|free)|black friday|(?:extra )?virgin olive oil|virgin (?:trains|media|atlantic|islands)|trans[- ]?(?:atlantic|pacific|siberian)|union jacks?|student union|(?:straight|safety) razors?|prison (?:break|dramas?|films?|thrillers?|museums?|architecture)|jailhouse rock|(?:church|cathedral|abbey|temple|mosque) (?:architecture|organs?|bells)|rainbow (?:trout|looms?|colou?red)|native (?:plants?|trees?|bees?|wildflowers?|speakers?|apps?)|patient (?:beginners|learners)|conservative (?:investors|investing|estimates)|activist investors|(?:first|second|third|fourth|fifth)[- ]generation (?:i\p{L}+|consoles?|phones?|cars?|farmers)|pilgrim[’']?s progress|depression[- ]era (?:glass|furniture)|criminal minds|genetic algorithms|congress (?:centres?|centers?)|parliament[- ]funkadelic|election[- ]night (?:snacks|parties))(?!\p{L})/giu

const NATIONS =
  '(?:afghan|albanian|algerian|arab|armenian|bangladeshi|brazilian|bulgarian|chinese|colombian|congolese|cuban|egyptian|eritrean|ethiopian|filipino|ghanaian|greek|haitian|hungarian|indian|indonesian|iranian|iraqi|irish|israeli|italian|jamaican|japanese|kenyan|korean|kurdish|lebanese|libyan|mexican|moroccan|nigerian|pakistani|palestinian|persian|polish|portuguese|puerto rican|punjabi|romanian|russian|serbian|somali|sudanese|syrian|tamil|thai|tibetan|tunisian|turkish|ukrainian|venezuelan|vietnamese|yemeni)'

const PEOPLE =
  '(?:people|persons?|m[ae]n|wom[ae]n|famil|mothers|fathers|americans|british|voters|communit|audiences?|users|customers|readers)'

const KINDS: ReadonlyArray<readonly [kind: string, words: RegExp]> = [
  [
    'health',
    begins(
      String.raw`cancer|tumou?rs?(?!\p{L})|leuk[ae]+mia|diabet|insulin|asthma|arthrit|allerg|depress(?:ion|ed|ive)|anxiety|panic attack|ptsd|bipolar|schizo|autis|adhd|dementia|alzheimer|parkinson|epilep|migraine|insomnia|hiv(?!\p{L})|(?:with|have|has) aids|hepatit|covid|vaccin|eczema|psoriasis|c(?:o?e)liac|intoleran`,
      String.raw`pregnan|expecting (?:a|their|mother)|infertil|fertility|ivf(?!\p{L})|abortion|miscarr|menopaus|erectile|viagra|std(?:s|$)|obes|overweight|los(?:e|ing) weight|weight loss|eating disorder|anorexi|bulimi`,
      String.raw`addiction|(?:drug|alcohol|gambling|opioid) (?:addict|abus|problem)|recovering|alcoholic|sobriety|rehab|disab(?:led|ilit)|wheelchair|deaf(?!\p{L})|(?:the )?blind ${PEOPLE}|visually impaired|hearing loss`,
      String.raw`multiple sclerosis|fibrillat|chemo(?!\p{L})|hormone (?:block|replac|therap)|freez(?:e|ing) their eggs|brain tumou?r|(?:with|have|having|has) (?:ms|copd|ibs|ocd|pcos|gout|tics)(?!\p{L})|muscular dys|motor neuron|cystic fib|sickle cell|ha?emophil|thalass[a]?emi|tay-?sachs|cerebral palsy|spina bifida|down[’']?s(?: syndrome)?$|down[’']?s syndrome|dys(?:lex|prax|calcul)|neurodiver|learning (?:disab|difficult)|special needs|hard of hearing|hearing (?:aid|impair)|tinnitus|amput|prosthe|paraly[sz]|parapleg|quadripleg|scolios|osteopor|rheumat|fibromyal|endometrio|crohn|colitis|angina|arrhythm|pacemaker|cholesterol|hypertens|high blood pressure|thyroid|ana?emi[ac]|seizure|sleep apn|narcolep|incontinen|ha?emorrhoid|rosacea|acne|alopecia|hair loss|hay fever|insulin|low testosterone|long[- ]haulers`,
      String.raw`stroke (?:victim|rehab)|heart (?:attack|failure|disease|condition)|kidney (?:fail|stone|dis)|type[- ](?:1|2|one|two)(?:s?$| (?:teen|adult|kid|child|parent|diab))|hot (?:flush|flash)|stillb|stillborn|lost (?:a|their|his|her) (?:baby|babies|pregnanc)|post-?(?:natal|partum)|perinatal|breastfe|surroga|(?:egg|sperm) donor|trying (?:for a baby|to conceive)|contracepti|on the pill|morning[- ]after`,
      String.raw`(?:alcoholics|narcotics|gamblers|overeaters) anonymous|(?:drug|substance|cocaine|heroin|opioid|cannabis|meth) (?:use|abuse|depend)|overdos|methadone|in (?:recovery|remission|palliative|hospice|therapy)|adult diapers|ostom|stoma bag|catheter|blood (?:glucose|sugar|test)|glucose m|inhaler|nebuli[sz]|cpap|epipen|stair-?lift|mobility (?:aid|scooter)|ovulat|antenatal|prenatal|midwi|gyn[a]?ecolog|urolog|cardiolog|oncolog|planned parenthood|(?:health|medical|treatment|fertility|cancer) clinics?|hospital|nursing home|care home|medicaid|medicare|pharmac|bariatric|botox|liposuct|diet pills|slimming pills|weight watchers|memory loss|sleeping (?:pill|disorder)|health (?:condition|problem|concern)|drug rehab|palliative|hospice|terminal(?:ly)? (?:ill|cancer)|trauma(?:s|tised|tized)?(?!\p{L})|(?:abuse|rape|assault|domestic violence) (?:surviv|victim)|self[- ]injur|binge eat|sober(?:$| (?:curious|living|people))|quit(?:ting)? smok|smokers trying|(?:statin|antibiotic|painkiller|steroid|beta-?blocker|sleeping pill|blood thinner|tranquilli[sz]er)s?(?!\p{L})|hrt(?!\p{L})|ozempic|wegovy|mounjaro|semaglutide|weight[- ]loss|prescri(?:bed|ption (?:drug|med|pain))|insomni|sufferers|suffering from|recently told they have|bedridden|house-?bound|care home resid|chronic(?:ally)? (?:ill|pain|fatigue|condition|back|disease|kidney|cough)`,
      String.raw`illness|disease|disorder|syndrome|patients?(?!ly|\p{L})|symptom|diagnos|medicat|antidepress|chemother|transplant|(?:plastic|cosmetic|heart|knee|hip|back) surgery|stroke (?:surv|pat)|back pain|mental(?:ly)? (?:health|ill)|(?:psycho|in )therap|suicid|self-harm|burnout|hospitali[sz]|mastectom|prostate|psychiatr|psychos[ie]s|dialysis|lupus|stutter|huntington`,
    ),
  ],
  [
    'religion or belief',
    begins(
      String.raw`christian|catholic|protestant|evangelical|baptist|methodist|lutheran|mormon|jehovah|church|muslim|islam(?!abad)|mosque|qu?ran(?!\p{L})|ramadan|hijab|jew(?:s|ish)?(?!\p{L})|judais|synagog|kosher|halal|hindu(?!\p{L}*kush)|buddhis|sikh|atheis|agnostic|bible|biblical|pope(?!ye|\p{L})|priests?(?!\p{L})|religio|faith(?!\p{L})|faithful|pray(?:s|ers?|ing)?(?!\p{L})|worship|believers|(?:in|to|of) god(?!\p{L})|pagan|wicca|scientolog|krishna|shias?(?!\p{L})|sunnis?(?!\p{L})|(?:to|attend) mass(?!\p{L})`,
      String.raw`(?:ultra-?)?orthodox (?:jew|christ|famil|household|communit|m[ae]n|wom[ae]n|believ|parent|couple)|adventist|latter-day|quaker|amish|mennonit|hutterit|pentecostal|presbyterian|anglican|episcopal|calvinis|unitarian|salvation army|rasta|(?:keep(?:ing)?|observ(?:e|ing)|for|during) (?:lent|the sabbath|shabbat)(?!\p{L})|sabbath|shabbat|mecca(?!\p{L}| of)|hajj|umrah|pilgrim|nuns?(?!\p{L})|monks?(?!\p{L})|convents?(?!\p{L})|monaster|bapti[sz]|(?:first|holy) communion|sunday school|ba[rt] mitzvah|torah|talmud|kabbal|c?hasid|haredi|ashkenaz|sephard|rabbis?(?!\p{L})|imams?(?!\p{L})|salafi|sufis?(?!\p{L})|alevi|ismaili|ahmadi|druze|ya[zs]idi|zoroastr|parsis?(?!\p{L})|bah[aá][’']?[ií]|jains?(?!\p{L})|taois|shinto|heathens|satanis|secularis|humanists|non-?believer|devout|clergy|pastors?(?!\p{L})|vicars?(?!\p{L})|seminarian|missionar|born[- ]again|gospel|diwali|eid(?!\p{L})|c?hanukkah|passover|yom kippur|rosary|scripture|hymns?(?!\p{L})|god-fearing|(?:church|temple|mosque|mass)[- ]?go|opus dei|theolog|televangel|lds(?!\p{L})`,
    ),
  ],
  [
    'politics',
    begins(
      String.raw`politic|republican|democrat|conservatives?(?!\p{L})|liberals?(?!\p{L})|labour (?:party|voter|support)|tory|tories|socialis|communis|marxis|anarchis|libertarian|fascis|nazis?(?!\p{L})|(?:left|right)[- ]wing|far[- ](?:left|right)|nationalis|vot(?:ers?|ing|es?)(?!\p{L})|election|electoral|parliament|senat|congress|activis|protest(?:er|ing|s)|campaigners|feminis|brexit|pro[- ](?:life|choice)|gun rights|party members|monarchis|donat(?:e|es|ing|ors?) to a party|members of (?:a|the) (?:\p{L}+ )?party|green party`,
      String.raw`maga(?!\p{L})|trump(?:ers?|ists?)?(?!\p{L}| card)|corbyn|bernie|farage|le pen|(?:afd|ukip|snp|blm)(?!\p{L})|reform uk|lib dems?(?!\p{L})|canvass|(?:for|vote|back|support)(?:s|ing)? (?:labour|the tories|the greens|green|reform|trump|biden|harris)(?!\p{L})|remainers?(?!\p{L})|anti-?(?:vax|abortion|immigra|fa(?!\p{L})|war|capital|zion|monarch)|vaccine s[ck]eptic|extinction rebellion|just stop oil|black lives matter|q-?anon|proud boys|tea party (?:patriot|member|support)|alt-right|pacifis|zionis|pro-(?:palestin|israel|independence|gun|eu(?!\p{L})|democracy)|second amendment|(?:party|political|campaign) (?:donor|member|volunteer|faithful|loyal|support)|petition|demonstrators|marche(?:d|rs) (?:for|against)|picket|climate (?:strik|s[ck]eptic|denier)|eco-?warrior|conspiracy theor|euros[ck]eptic|leftists?(?!\p{L})|left-?wingers|right-?wingers|centrists?(?!\p{L})|progressives(?!\p{L})|populis|separatis|suffrag|angry at the government|dissident|nra(?!\p{L})|right-to-(?:life|die|work)|gun (?:owners|control)|aclu(?!\p{L})|amnesty international|lean(?:s|ing)? (?:left|right)(?!\p{L})|(?:left|right|liberal|conservative)[- ]leaning|ballot|primary voters|caucus|(?:gop|dnc|cdu|spd|dup|ndp)(?!\p{L})|sinn f|plaid cymru|government critic|rall(?:y|ies) (?:for|against)|members of parliament`,
    ),
  ],
  [
    'ethnic origin',
    begins(
      `(?:black|white|brown|asian|arab|african|indigenous|native|roma|jewish) ${PEOPLE}`,
      String.raw`african[- ]americans?|asian[- ]americans?|native americans?|latin[oaex]s?(?! (?:music|danc|rhythm))|hispanic|arabs(?!\p{L})|romani(?!\p{L})|gyps(?:y|ies)|sinti(?!\p{L})|aborigin|ethnic|m[aā]ori|mixed-race|racis|racial|minorit|(?:of|people) colou?r|immigra|migrants?(?!\p{L})|refugee|asylum`,
      `${NATIONS} (?:${PEOPLE.slice(3, -1)}|workers|guest workers|students|elders|parents|mums|moms|dads|grandmothers|couples|households|exiles|expats|diaspora|youth|teens|nationals|pensioners|grandparents)`,
      `${NATIONS} (?:heritage|origin|roots)`,
      `(?:first|second|third|1st|2nd|3rd)[- ]gen(?:eration)? (?:${NATIONS}|turks|immig|migr|african|asian|british|american)`,
      String.raw`(?:of|with) [\p{L}-]+ (?:descent|ancestry)(?!\p{L})|descendants of|descended from|windrush|u[iy]gh?ur|rohingya|kurds(?!\p{L})|tamils(?!\p{L})|dalit|brahmin|caste|afro-|west indian|bame(?!\p{L})|biracial|multiracial|mixed[- ](?:heritage|ethnic)|daca|undocumented|green card|deport|exiles?(?!\p{L})|displaced|slaves(?!\p{L})|slavery|holocaust|traveller (?:communit|famil)|inuit|first nations|s[aá]mi (?:people|herder)|hmong|bedouin|chechen|whites(?!\p{L})|blacks(?!\p{L})|eastern europeans|diaspora|chicano|creole|mestizo|bipoc|desi(?!\p{L})|hbcu|black-owned|quechua|navajo|cherokee|lakota|spanish-speaking|foreign-born|naturali[sz]ed citizens|citizenship test`,
    ),
  ],
  [
    'trade unions',
    begins(
      String.raw`(?:trade|labou?r) union|union(?:ised|ized)? (?:member|work|rep)|unionis|union organi|(?:nurses|teachers|workers|drivers|doctors|students)[’']? union(?!\p{L})|union (?:household|famil|dues|card|voter|boss)|members of (?:a|the) union|shop steward|on strike|strikers(?!\p{L})|striking (?:\p{L}+ )?(?:doctors|nurses|teachers|drivers|workers|miners|staff|lecturers|actors|writers|dockers|firefighters|crew|employees)|teamsters|dues-paying|(?:tuc|unison|rmt|aslef|nasuwt|gmb|seiu|afl-cio)(?!\p{L})|industrial action|walkouts?(?!\p{L})|collective bargain|works council|picket`,
    ),
  ],
  [
    'sex life or orientation',
    begins(
      String.raw`gays?(?!\p{L})|lesbian|bisexual|homosexual|heterosexual|queer|lgbt|trans(?:gender|sexual)|trans ${PEOPLE}|non-?binary|asexual|pansexual|sex(?:ual(?:ity)?)? ?(?:li[fv]es?|orientation|toys?|partners?|workers?)|sexual(?:ly|ity)?(?!\p{L})|coming out|same[- ]sex|porn|fetish|kink(?:y|s)?(?!\p{L})|bdsm|drag queen|polyamor|swingers|straight ${PEOPLE}`,
      String.raw`closeted|two[- ](?:mums?|moms?|dads?|mothers|fathers)(?!\p{L})|rainbow (?:famil|parent|youth|couple|mum|dad|communit)|pride (?:march|parade|goer|attend|festival)|(?:m[ae]n|wom[ae]n|boys|girls|guys) (?:who|that) (?:have sex|sleep with|love m[ae]n|love wom[ae]n|like m[ae]n|like wom[ae]n|date m[ae]n|date wom[ae]n)|drag (?:perform|artist|king)|gender[- ]?(?:fluid|queer|non|diver|affirm|transition|dysph|identit)|throuples?|open (?:relationships?|marriages?)|into swinging|leather (?:communit|dadd)|grindr|cross-?dress|having an affair|cheating (?:spouse|wi[fv]|husb)|virgins(?!\p{L})|celiba|incels?(?!\p{L})|aromantic|ace spectrum|two-spirit|intersex|sapphic|bi-?curious|onlyfans|escorts(?!\p{L})|strip clubs?(?!\p{L})|adult (?:films?|toys?|entertainment|content)|nudist|naturist|sugar (?:dadd|bab)|condoms?(?!\p{L})|libido|vibrators?(?!\p{L})|hook-?ups?(?!\p{L})`,
    ),
  ],
  [
    'genetics',
    begins(
      String.raw`genetic|dna(?!\p{L})|genom|hereditary|gene (?:test|mutation)|brca|carriers of|(?:gene|mutation|trait|disease) carriers|23andme|ancestry(?:dna| test)|inherited (?:condition|dis)|familial|lynch syndrome|chromosom|donor[- ]conceived`,
    ),
  ],
  [
    'criminal records',
    begins(
      String.raw`criminal record|convicts?(?!\p{L})|convicted|ex-con|offenders|on (?:parole|probation|bail)|parolees?|probation|released from prison|inmates?(?!\p{L})|prison(?:er)?s?(?!\p{L})|jail(?:ed|s)?(?!\p{L})|(?:served|serving|did|done|doing) time(?!\p{L})|behind bars|felons?(?!\p{L})|felony|incarcerat|ex-?offend|young offend|offenders|gang members|juvenile (?:detention|offend)|people (?:arrested|with convictions)|halfway house|expung|bail bond|(?:dui|dwi)(?!\p{L})|drink[- ]driv|drunk driv|shoplift|ankle (?:monitor|tag)|on remand`,
    ),
  ],
]

/** Removes the known false positives from a text. */
export const withoutFalsePositives = (text: string): string => text.replace(FALSE_POSITIVES, ' ')

/** The sensitive category that an English text is about; undefined if none is found. */
export const sensitiveKind = (text: string): string | undefined => KINDS.find(([, words]) => words.test(text))?.[0]
