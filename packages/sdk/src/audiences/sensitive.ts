/**
 * Detects sensitive groups that audiences must not target. This is broader than the detection for items
 * (content/article9.ts), because a phrase can name a group in a few words, and because a site can reword a phrase that
 * was wrongly refused.
 */

import { wordBeginnings } from '../lib/text/word-beginnings.ts'

const begins = (...words: readonly string[]) => wordBeginnings(words)

/** Known false positives, which are removed first: bands, plants, food, and words with other meanings. */
const FALSE_POSITIVES =
  /\b(?:liberal arts|egg whites|all blacks|al pastor|ford escorts|thelonious monk|picket fences?|(?:eurovision|talent show|strictly|x factor|hall of fame) (?:voters|voting|votes)|vote for the best|gypsy (?:jazz|swing|punk)|judas priest|black sabbath|labou?r[- ]saving|gospel (?:music|choirs?|singers|singing|songs?|albums?|brunch)|pray(?:er|ing) (?:plants?|mantis(?:es)?)|the kinks|faith no more|nun[’']?s buoy|(?:[- ]a[- ]side|football|soccer|goal\p{L}*) strikers|(?:window|roman|roller|venetian) blinds?|(?:disease|blight)[- ](?:resistant|free)|black friday|(?:extra )?virgin olive oil|virgin (?:trains|media|atlantic|islands)|trans[- ]?(?:atlantic|pacific|siberian)|union jacks?|(?:student|credit|rugby|european|western|civil|customs|soviet) unions?|union (?:square|station|street|berlin)|(?:straight|safety) razors?|prison (?:break|dramas?|films?|thrillers?|museums?|architecture)|jailhouse rock|(?:church|cathedral|abbey|temple|mosque) (?:architecture|organs?|bells)|rainbow (?:trout|looms?|colou?red|cakes?|cupcakes?)|native (?:plants?|trees?|bees?|wildflowers?|speakers?|apps?)|patient (?:beginners|learners)|conservative (?:investors|investing|estimates)|activist investors|(?:first|second|third|fourth|fifth)[- ]generation (?:i\p{L}+|consoles?|phones?|cars?|farmers)|pilgrim[’']?s progress|depression[- ]era (?:glass|furniture)|criminal minds|van lifers?|(?:true |organi[sz]ed )?(?:crime|mafia|mob|gangster|heist|cartel|murder|burglar|burglary|robbery|outlaw|fugitive|convict) (?:films?|movies?|novels?|thrillers?|dramas?|series|podcasts?|games?|myster\p{L}+|stories|comed\p{L}+)|sex pistols|sex and the city|kosher (?:salt|pickles?)|(?:left|right)[- ]wingers in \p{L}*|political (?:thrillers?|maps?)|hospital dramas?|lenten roses?|gypsy (?:moths?|skirts?)|monk fruit|patient anglers|recovering (?:deleted|lost|old)[^;]*|recovering from jet lag|deaf to|expecting (?:a|an) (?:parcel|delivery|bonus|refund)|genetic algorithms|congress (?:centres?|centers?)|parliament[- ]funkadelic|election[- ]night (?:snacks|parties))(?!\p{L})/giu

const NATIONS =
  '(?:afghan|albanian|algerian|arab|argentin(?:ian|e)|armenian|bangladeshi|bolivian|bosnian|brazilian|bulgarian|cambodian|chinese|colombian|congolese|croatian|cuban|cypriot|czech|dominican|ecuadorian|egyptian|eritrean|ethiopian|filipino|georgian|ghanaian|greek|haitian|hungarian|indian|indonesian|iranian|iraqi|irish|israeli|italian|jamaican|japanese|kenyan|korean|kurdish|lebanese|libyan|lithuanian|maltese|mexican|moldovan|moroccan|nepal(?:i|ese)|nigerian|pakistani|palestinian|persian|peruvian|polish|portuguese|puerto rican|punjabi|romanian|russian|salvadoran|senegalese|serbian|slovak|somali|sri lankan|sudanese|syrian|tamil|thai|tibetan|tunisian|turkish|ugandan|ukrainian|uzbek|venezuelan|vietnamese|yemeni|zimbabwean)'

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
      String.raw`\p{L}+(?:itis|algia|plegia|[ao]edema|ectom(?:y|ies)|(?:melan|lymph|glauc|carcin|sarc)oma)(?!\p{L})|cataract|on the spectrum|stammer|speech therap|biops|surger(?:y|ies)(?!\p{L})|radiother|(?:in|grief|addiction|marriage|trauma) counsel+ing|crisis line|(?:12|twelve)-step|trimester|conceiv|amnio|caesarean|obstetric|(?:mums?|moms?|mothers?|dads?|parents?)-to-be|reflux|bowel|bladder|wheez|tremor|sciatic|ssris?(?!\p{L})|ritalin|antacid|antihistam|melatonin|braille|guide dog|crutches|chronically (?!online|late)`,
    ),
  ],
  [
    'religion or belief',
    begins(
      String.raw`christian|catholic|protestant|evangelical|baptist|methodist|lutheran|mormon|jehovah|church|muslim|islam(?!abad)|mosque|qu?ran(?!\p{L})|ramadan|hijab|jew(?:s|ish)?(?!\p{L})|judais|synagog|kosher|halal|hindu(?!\p{L}*kush)|buddhis|sikh|atheis|agnostic|bible|biblical|pope(?!ye|\p{L})|priests?(?!\p{L})|religio|faith(?!\p{L})|faithful|pray(?:s|ers?|ing)?(?!\p{L})|worship|believers|(?:in|to|of) god(?!\p{L})|pagan|wicca|scientolog|krishna|shias?(?!\p{L})|sunnis?(?!\p{L})|(?:to|attend) mass(?!\p{L})`,
      String.raw`(?:ultra-?)?orthodox (?:jew|christ|famil|household|communit|m[ae]n|wom[ae]n|believ|parent|couple)|adventist|latter-day|quaker|amish|mennonit|hutterit|pentecostal|presbyterian|anglican|episcopal|calvinis|unitarian|salvation army|rasta|(?:keep(?:ing)?|observ(?:e|ing)|for|during) (?:lent|the sabbath|shabbat)(?!\p{L})|sabbath|shabbat|mecca(?!\p{L}| of)|hajj|umrah|pilgrim|nuns?(?!\p{L})|monks?(?!\p{L})|convents?(?!\p{L})|monaster|bapti[sz]|(?:first|holy) communion|sunday school|ba[rt] mitzvah|torah|talmud|kabbal|c?hasid|haredi|ashkenaz|sephard|rabbis?(?!\p{L})|imams?(?!\p{L})|salafi|sufis?(?!\p{L})|alevi|ismaili|ahmadi|druze|ya[zs]idi|zoroastr|parsis?(?!\p{L})|bah[aá][’']?[ií]|jains?(?!\p{L})|taois|shinto|heathens|satanis|secularis|humanists|non-?believer|devout|clergy|pastors?(?!\p{L})|vicars?(?!\p{L})|seminarian|missionar|born[- ]again|gospel|diwali|eid(?!\p{L})|c?hanukkah|passover|yom kippur|rosary|scripture|hymns?(?!\p{L})|god-fearing|(?:church|temple|mosque|mass)[- ]?go|opus dei|theolog|televangel|lds(?!\p{L})`,
      String.raw`christening|lourdes|jesus(?! college)|jesuit|sermons?(?!\p{L})|deacon|brethren|copt(?:s|ic)(?!\p{L})|devotional|covens?(?!\p{L})|iftar|zakat|abaya|niqab|burk(?:a|ini)|seder|shofar|menorah|kippah|yeshiva|voodoo|tith(?:e|ing)(?!\p{L})|afterlife|(?:a|their) guru(?!\p{L})|turban(?:s|ed)?(?!\p{L}|-)|good friday|fast(?:ing)? (?:this|until|from|during)`,
    ),
  ],
  [
    'politics',
    begins(
      String.raw`politic|republican|democrat|conservatives?(?!\p{L})|liberals?(?!\p{L})|labour (?:party|voter|support)|tory|tories|socialis|communis|marxis|anarchis|libertarian|fascis|nazis?(?!\p{L})|(?:left|right)[- ]wing|far[- ](?:left|right)|nationalis|vot(?:ers?|ing|es?)(?!\p{L})|election|electoral|parliament|senat|congress|activis|protest(?:er|ing|s)|campaigners|feminis|brexit|pro[- ](?:life|choice)|gun rights|party members|monarchis|donat(?:e|es|ing|ors?) to a party|members of (?:a|the) (?:\p{L}+ )?party|green party`,
      String.raw`maga(?!\p{L})|trump(?:ers?|ists?)?(?!\p{L}| card)|corbyn|bernie|farage|le pen|(?:afd|ukip|snp|blm)(?!\p{L})|reform uk|lib dems?(?!\p{L})|canvass|(?:for|vote|back|support)(?:s|ing)? (?:labour|the tories|the greens|green|reform|trump|biden|harris)(?!\p{L})|remainers?(?!\p{L})|anti-?(?:vax|abortion|immigra|fa(?!\p{L})|war|capital|zion|monarch)|vaccine s[ck]eptic|extinction rebellion|just stop oil|black lives matter|q-?anon|proud boys|tea party (?:patriot|member|support)|alt-right|pacifis|zionis|pro-(?:palestin|israel|independence|gun|eu(?!\p{L})|democracy)|second amendment|(?:party|political|campaign) (?:donor|member|volunteer|faithful|loyal|support)|petition|demonstrators|marche(?:d|rs) (?:for|against)|picket|climate (?:strik|s[ck]eptic|denier)|eco-?warrior|conspiracy theor|euros[ck]eptic|leftists?(?!\p{L})|left-?wingers|right-?wingers|centrists?(?!\p{L})|progressives(?!\p{L})|populis|separatis|suffrag|angry at the government|dissident|nra(?!\p{L})|right-to-(?:life|die|work)|gun (?:owners|control)|aclu(?!\p{L})|amnesty international|lean(?:s|ing)? (?:left|right)(?!\p{L})|(?:left|right|liberal|conservative)[- ]leaning|ballot|primary voters|caucus|(?:gop|dnc|cdu|spd|dup|ndp)(?!\p{L})|sinn f|plaid cymru|government critic|rall(?:y|ies) (?:for|against)|members of parliament`,
      String.raw`lobbyi(?:st|ng)|gaza|palestin|ceasefire|rejoiners|party (?:headquart|office|branch|conference)|their candidate(?!\p{L})|(?:yard|lawn) signs?|for the climate|(?:climate|civil|women[’']s|voting|animal) (?:rights|march|just)|anti-(?:trump|tory|eu|government|nuclear|racis|lockdown|globali|semit|fascis)|(?:obama|biden|clinton|starmer|modi|putin|zelensk\p{L}+|macron|erdo[gğ]an|netanyahu|orb[aá]n|bolsonaro|milei|meloni)(?!\p{L})|(?:gaull|peron|chav|trotsky|lenin|stalin|mao|franco)ist|marched (?:for|on)|greenpeace`,
    ),
  ],
  [
    'ethnic origin',
    begins(
      `(?:black|white|brown|asian|arab|african|indigenous|native|roma|jewish) ${PEOPLE}`,
      String.raw`african[- ]americans?|asian[- ]americans?|native americans?|latin[oaex]s?(?! (?:music|danc|rhythm))|hispanic|arabs(?!\p{L})|romani(?!\p{L})|gyps(?:y|ies)|sinti(?!\p{L})|aborigin|ethnic|m[aā]ori|mixed-race|racis|racial|minorit|(?:of|people) colou?r|immigra|migrants?(?!\p{L})|refugee|asylum`,
      `${NATIONS} (?:${PEOPLE.slice(3, -1)}|workers|guest workers|students|elders|parents|mums|moms|dads|grandmothers|couples|households|exiles|expats|diaspora|youth|teens|nationals|pensioners|grandparents|nurses|builders|cleaners|fruit pickers|shopkeepers|seamen|professionals|immigrants|migrants|aunties|uncles|adoptees|elders|clans?|hometown|identity|surnames?|americans?|britons?|germans?|australians?|canadians?|londoners)`,
      `${NATIONS}s (?:in|abroad|living|overseas)`,
      `british (?:asians?|indians?|chinese|pakistanis?|bangladeshis?|muslims?)`,
      `${NATIONS} (?:heritage|origin|roots|background|surname)`,
      `(?:first|second|third|1st|2nd|3rd)[- ]gen(?:eration)? (?:${NATIONS}|turks|immig|migr|african|asian|british|american)`,
      String.raw`(?:of|with) [\p{L}-]+ (?:descent|ancestry)(?!\p{L})|descendants of|descended from|windrush|u[iy]gh?ur|rohingya|kurds(?!\p{L})|tamils(?!\p{L})|dalit|brahmin|caste|afro-|west indian|bame(?!\p{L})|biracial|multiracial|mixed[- ](?:heritage|ethnic)|daca|undocumented|green card|deport|exiles?(?!\p{L})|displaced|slaves(?!\p{L})|slavery|holocaust|traveller (?:communit|famil)|inuit|first nations|s[aá]mi (?:people|herder)|hmong|bedouin|chechen|whites(?!\p{L})|blacks(?!\p{L})|eastern europeans|diaspora|chicano|creole|mestizo|bipoc|desi(?!\p{L})|hbcu|black-owned|quechua|navajo|cherokee|lakota|spanish-speaking|foreign-born|naturali[sz]ed citizens|citizenship test`,
      String.raw`black (?:\p{L}+ )?(?:professionals|founders|students|dads|mums|moms|parents|teens|youth|boys|kids|hair|skin|history|graduates|britons|culture|churches)(?!\p{L})|afro hair|(?:dark|brown)(?:er)? skin|citizenship|guest workers?|fled(?!\p{L})|(?:parents|ancestors|famil\p{L}+) (?:who )?came from|came by boat|berbers?(?!\p{L})|igbo|yoruba|hausa|xhosa|nowruz|juneteenth|(?!public|plain|english)\p{L}+-speaking`,
    ),
  ],
  [
    'trade unions',
    begins(
      String.raw`(?:trade|labou?r) union|union(?:ised|ized)? (?:member|work|rep)|unionis|union organi|(?:nurses|teachers|workers|drivers|doctors|students)[’']? union(?!\p{L})|union (?:household|famil|dues|card|voter|boss)|members of (?:a|the) union|shop steward|on strike|strikers(?!\p{L})|striking (?:\p{L}+ )?(?:doctors|nurses|teachers|drivers|workers|miners|staff|lecturers|actors|writers|dockers|firefighters|crew|employees)|teamsters|dues-paying|(?:tuc|unison|rmt|aslef|nasuwt|gmb|seiu|afl-cio)(?!\p{L})|industrial action|walkouts?(?!\p{L})|collective bargain|works council|picket`,
      String.raw`unions?(?![\p{L}-])|in dispute|closed shop|scabs?(?!\p{L})|(?:uaw|afscme|iatse|ucu|neu|fbu|cwu|usdaw|cupe|cosatu|dgb|cgt|ig metall)(?!\p{L})|strike (?:pay|fund|ballot)|walk(?:ed|ing) (?:out(?! of)|off the job)|labou?r (?:movement|organi|activ)|(?:pay|wage) dispute|shop (?:rep|floor rep)`,
    ),
  ],
  [
    'sex life or orientation',
    begins(
      String.raw`gays?(?!\p{L})|lesbian|bisexual|homosexual|heterosexual|queer|lgbt|trans(?:gender|sexual)|trans ${PEOPLE}|non-?binary|asexual|pansexual|sex(?:ual(?:ity)?)? ?(?:li[fv]es?|orientation|toys?|partners?|workers?)|sexual(?:ly|ity)?(?!\p{L})|coming out|same[- ]sex|porn|fetish|kink(?:y|s)?(?!\p{L})|bdsm|drag queen|polyamor|swingers|straight ${PEOPLE}`,
      String.raw`closeted|two[- ](?:mums?|moms?|dads?|mothers|fathers)(?!\p{L})|rainbow (?:famil|parent|youth|couple|mum|dad|communit)|pride (?:march|parade|goer|attend|festival)|(?:m[ae]n|wom[ae]n|boys|girls|guys) (?:who|that) (?:have sex|sleep with|love m[ae]n|love wom[ae]n|like m[ae]n|like wom[ae]n|date m[ae]n|date wom[ae]n)|drag (?:perform|artist|king)|gender[- ]?(?:fluid|queer|non|diver|affirm|transition|dysph|identit)|throuples?|open (?:relationships?|marriages?)|into swinging|leather (?:communit|dadd)|grindr|cross-?dress|having an affair|cheating (?:spouse|wi[fv]|husb)|virgins(?!\p{L})|celiba|incels?(?!\p{L})|aromantic|ace spectrum|two-spirit|intersex|sapphic|bi-?curious|onlyfans|escorts(?!\p{L})|strip clubs?(?!\p{L})|adult (?:films?|toys?|entertainment|content)|nudist|naturist|sugar (?:dadd|bab)|condoms?(?!\p{L})|libido|vibrators?(?!\p{L})|hook-?ups?(?!\p{L})`,
      String.raw`sex(?!\p{L}| education)|erotic|pronouns|birth control|bondage|threesome|one-night stand|trans(?!\p{L}|[- ]?(?:atl|pac|sib|am)| fats?)|rainbow (?:flag|house)|dildo|(?:cam|webcam) (?:girl|model)|still in the closet|came out (?:as|to|late)|(?:top|bottom) surgery|(?:m[ae]n|wom[ae]n|girls|boys) (?:(?:who|that) (?:marry|kiss|prefer|fancy|love)|seeking|into|dating) (?:m[ae]n|wom[ae]n|girls|boys)(?!\p{L}|[’'])`,
    ),
  ],
  [
    'genetics',
    begins(
      String.raw`genetic|dna(?!\p{L})|genom|hereditary|gene (?:test|mutation)|brca|carriers of|(?:gene|mutation|trait|disease) carriers|23andme|ancestry(?:dna| test)|inherited (?:condition|dis)|familial|lynch syndrome|chromosom|donor[- ]conceived`,
      String.raw`genes?(?!\p{L}| (?:edit|pool|wilder|kelly|hackman))|genotyp|paternity|embryo|mutations?(?!\p{L})|polygenic|carrier (?:screen|test|status)|sickle|trisomy|congenital|predispos|ataxia|(?:li-fraumeni|von willebrand|duchenne|marfan|fragile x|apoe|factor v|g6pd|pku|prader|ehlers|klinefelter|gaucher|fabry)(?!\p{L})`,
    ),
  ],
  [
    'criminal records',
    begins(
      String.raw`criminal record|convicts?(?!\p{L})|convicted|ex-con|offenders|on (?:parole|probation|bail)|parolees?|probation|released from prison|inmates?(?!\p{L})|prison(?:er)?s?(?!\p{L})|jail(?:ed|s)?(?!\p{L})|(?:served|serving|did|done|doing) time(?!\p{L})|behind bars|felons?(?!\p{L})|felony|incarcerat|ex-?offend|young offend|offenders|gang members|juvenile (?:detention|offend)|people (?:arrested|with convictions)|halfway house|expung|bail bond|(?:dui|dwi)(?!\p{L})|drink[- ]driv|drunk driv|shoplift|ankle (?:monitor|tag)|on remand`,
      String.raw`(?:in|into|from|youth) custody|arrest(?:s|ed)?(?!\p{L}| by)|charged with|accused|mugshot|convictions?(?!\p{L})|(?:dbs|background) checks?|embezzl|police (?:record|caution)|with (?:a |their )?(?:priors|record$)|court[- ](?:order|date)|(?:crown|magistrates[’']?) court|(?:day|work) release$|on (?:licence|remand|day release|the run$)|death row|(?:serving|doing) life|locked up|in a gang|(?:crooks|burglars?|thieves|murderers?|rapists?|fraudsters?|joyriders|lifers|fugitives?|hooligans?|defendants?|detainees?|delinquents?|criminals?)(?!\p{L}|[’']| law)|curfew|restraining order`,
    ),
  ],
]

/** Removes the known false positives from a text. */
export const withoutFalsePositives = (text: string): string => text.replace(FALSE_POSITIVES, ' ')

/** The sensitive category that an English text is about; undefined if none is found. */
export const sensitiveKind = (text: string): string | undefined => KINDS.find(([, words]) => words.test(text))?.[0]
