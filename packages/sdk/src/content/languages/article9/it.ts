import { beginnings } from './beginnings.ts'

export const ARTICLE9 = beginnings(
  /cancro|tumor[ei]|leucemia|chemioterap|diabet|depressi(?:one|v)|ansia(?!\p{L})|disturb\p{L} (?:bipolare|mental)|schizofr|autism|autistic|adhd|demenza|alzheimer|parkinson|epiless|epilett|sclerosi|sieropositiv|hiv(?!\p{L})|aids(?!\p{L})|incinta|gravidanz|abort(?:o|i)(?!\p{L})|suicid|anoressi|bulimi|alcolis|alcolizzat|tossicodipend|tossicoman|disabil(?:i|ità)(?!\p{L})|psichiatr|psicoterap|malatti|malat[oiae](?!\p{L})|infertilità|sterilità|menopaus/u,
  /cristian(?:esim|ità|i(?!\p{L}))|gesù|cattolic|protestant|evangelic|chiesa(?!\p{L})|papa(?!\p{L})|papi(?!\p{L})|vaticano|vescov|islam(?!abad)|musulman|moschea|moschee|corano|imam(?!\p{L})|ebre[oiae](?!\p{L})|ebrai(?:sm|ca|ci|che)|sinagog|rabbin|buddis|buddh|induis|indù|bibbia|biblic|religi|ate[oi](?!\p{L})|ateism|preghier|credenti(?!\p{L})|geova|mormon|teolog|sacerdot|ramadan|vangel/u,
  /elezion|elettor|deputat[oi](?!\p{L})|senator|senato(?!\p{L})|parlament|partit[oi] (?:politic|democratic|comunist|socialist|radical|liberal|popolar)|politic[oi](?!\p{L})|uomini politici|socialis|comunis|fascis|nazis|(?:di |dell[’'])estrema (?:destra|sinistra)|anarchi|sovranis|populis|nazionalis/u,
  /razzis|razzial|antisemit|xenofob|rifugiati(?!\p{L})|richiedent[ei] asilo|immigra|migrant[ei](?!\p{L})|etnia|etnie|etnic|zingar|profug/u,
  /sindacat|sindacal|scioper|(?:cgil|cisl)(?!\p{L})/u,
  /gay(?!\p{L})|lesbic|omosess|bisess|transgender|transessual|queer|lgbt|eterosess|sessual|prostitu|pornogr|orgasm|masturb/u,
  /test del dna|genetic[oaih]|genoma/u,
)
