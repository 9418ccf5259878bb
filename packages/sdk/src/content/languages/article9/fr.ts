import { beginnings } from './beginnings.ts'

export const ARTICLE9 = beginnings(
  /cancer|tumeur|leucémi|chimiothérap|diabèt|diabétiq|dépressi(?:on|f|ve)|anxiété|burn-?out|troubles? bipolaire|bipolarité|schizophrèn|autis(?:m|t)|tdah|démence|alzheimer|parkinson|épilep|sclérose en plaques|séropositi|vih(?!\p{L})|sida(?!\p{L})|(?:femmes?|tomb\p{L}+|est|était|être) enceintes?|grossesse|avort(?:er|ement)|fausse couche|stérilité|infertil|suicid|anorexi|boulimi|alcoolisme|toxicoman|handicap(?:é|s?(?!\p{L}))|psychiatr|psychothérap|maladies?(?!\p{L})|ménopaus/u,
  /chréti|catholi|protestants?(?!\p{L})|protestantisme|évangéli|églis|pape(?!\p{L})|évêque|islam(?!abad)|musulman|mosquée|coran(?!\p{L})|imam(?!\p{L})|jui(?:f|ve)s?(?!\p{L})|juda[ïi]|synagogue|rabbin|bouddh|hindou|bible|bibliqu|religi(?!eusement)|athé(?:e|isme)|jéhovah|mormon|théolog|ramadan|laïcité|prières?(?! de)(?!\p{L})/u,
  /élections?(?!\p{L})|élector|député|sénat|parlement|présidentielle|partis? (?:politique|socialiste|communiste|républicain|conservateur|travailliste|démocrate)|politicien|(?:vie|homme|femme|débat|opinion|crise|régime|prisonnier|militant|système)s? politique|socialis|communis|extrême[- ](?:droite|gauche)|fascis|nazi|anarchis|souverainis|nationalis(?:m|t)|gilets jaunes/u,
  /racis|racia(?:l|ux)|antisémi|xénophob|réfugiés?(?!\p{L})|réfugiées?(?!\p{L})|demandeu\p{L}+ d['’]asile|droit d['’]asile|immigr|migrant|sans-papiers|ethni|tzigane|tsigane|gitans?(?!\p{L})/u,
  /syndica(?:t|l|ux)|syndiqué|grève|gréviste|(?:cgt|cfdt)(?!\p{L})/u,
  /gays?(?!\p{L})|lesbi|homosex|bisex|transgenre|transsex|queer|lgbt|hétérosex|sexu(?:alité|el)|asexu|mariage pour tous|prostitu|pornograph|orgasm|masturb/u,
  /tests? (?:adn|génétique)|génétiqu|génom/u,
)
