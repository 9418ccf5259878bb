import { beginnings } from './beginnings.ts'

export const ARTICLE9 = beginnings(
  /nowotw|raka?(?:iem)? (?:piersi|płuc|jelit|prostat|szyjki|skóry|żołądka)|białacz|chemioterap|cukrzyc|depresj|zaburze\p{L}+ (?:psychicz|lękow|odżywiania|osobowości)|schizofr|autyzm|autyst|adhd|demencj|alzheimer|parkinson|epileps|padacz|stwardnieni|hiv(?!\p{L})|aids(?!\p{L})|ciąż[ayę](?!\p{L})|aborcj|poroni|samobój|anoreksj|bulimi|alkoholi(?:k|zm|cz)|narkoman|uzależnie(?:nie|nia|ń) od|niepełnosprawn|inwalid|psychiatr|psychoterap|chorob(?!liw)|chorzy|chorych(?!\p{L})|niepłodn|bezpłodn|menopauz/u,
  /chrześcija|katoli|protestan|ewangeli|kościoł|kościół|kościel|papież|papiesk|biskup|arcybiskup|islam(?!abad)|muzułma|meczet|koran(?:u|ie|em)?(?!\p{L})|imam(?!\p{L})|żyd(?:zi|ów|a|owi|em|om|ami)?(?!\p{L})|żydow|judaizm|synagog|rabin|budd|hindu|bibli(?!o|s|ż)|relig|atei|modlitw|msz[aęy](?!\p{L})|ksiądz|księdz|księża(?!\p{L})|zakonn|jehow|mormon|teolog|ramadan|różańc|różaniec/u,
  /wybory(?!\p{L})|wyborcz|wyborc|pos(?:eł|łanka|łowie|łów)(?!\p{L})|sejm|senator|senat(?:u|em|owi)?(?!\p{L})|parlament|prezydenck|parti[aięą] (?:polit|demokr|komunist|socjal|konserw|rządząc|ludow)|polityk(?:iem|ami|ów|om)?(?!\p{L})|politycz|socjalis|socjaldem|komunis|komunizm|faszy|nazi(?:s|zm)|anarchi|prawicow|lewicow|nacjonali/u,
  /rasi(?:zm|st)|rasow|antysemi|ksenofob|uchodź|azyl(?!\p{L})|azylant|imigra|migrant|etnicz|cygan|cygań|romowie|romów(?!\p{L})/u,
  /związ(?:ek|ku|ki|ków|kach|kiem) zawodow|związkow(?:iec|cy|ców)|strajk/u,
  /gej(?:e|ów|em|a|ami|owsk\p{L}+)?(?!\p{L})|lesbij|homoseks|biseks|transpłci|transgender|transseks|queer|lgbt|heteroseks|seksual|seksu(?!\p{L})|prostytu|pornogr|orgazm|masturb/u,
  /(?:test|bada)\p{L}* dna|genetycz|genom(?:u|em|y)?(?!\p{L})/u,
)
