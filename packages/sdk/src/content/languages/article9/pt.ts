import { beginnings } from './beginnings.ts'

export const ARTICLE9 = beginnings(
  /câncer|cancro|tumor|leucemi|quimioterap|diabet|diabét|depressão|depressiv|ansiedade|transtorno bipolar|bipolaridade|esquizofr|autis(?:m|t)|tdah|demência|alzheimer|parkinson|epilep|epilép|esclerose|s[eo]ropositiv|hiv(?!\p{L})|sida(?!\p{L})|aids(?!\p{L})|grávid|gravidez|aborto|suicid|suicíd|anorexi|bulimi|alcoólatra|alcoolismo|toxicodepend|deficientes?(?!\p{L})|pessoas? com deficiência|psiquiatr|psiquiátr|psicoterap|doenç|doentes?(?!\p{L})|infertil|esterilidade|menopaus/u,
  /crist(?:ão|ãos|ã|ãs|ianismo)(?!\p{L})|católic|catolicism|protestant|evangélic|evangelho|igreja|vaticano|papa francisco|bispos?(?!\p{L})|arcebisp|islã|islam(?!abad)|islâm|muçulman|mesquitas(?!\p{L})|(?:na|da|à|uma|a) mesquita(?!\p{L})|alcorão|corão(?!\p{L})|jude[ui]|judia(?!\p{L})|juda[íi]|sinagog|rabino|budis|hindu|bíbli|religi|ateu|ateia|ateísmo|missa(?!\p{L})|sacerdot|jeová|mórmon|teolog|teológ|ramadã|candomblé|umbanda|espírita|espiritismo|crentes?(?!\p{L})/u,
  /eleiç|eleitor|deputad|senador|senado(?!\p{L})|parlament|presidencia[li]|partidos? (?:polític|dos trabalhadores|socialist|comunist|social|liberal|verde|republican|democrat)|políticos?(?![\p{L}-])|socialis|comunis|fascis|nazi|extrema[- ](?:direita|esquerda)|anarquis|nacionalis(?:m|t)|populis|impeachment/u,
  /racis(?:m|t)|racia(?:l|is)|antissemit|xenof|xenóf|refugiad|asilo político|requerentes? de asilo|imigra|migrante|étni|etnia|cigan[oa]s?(?!\p{L})|indígena|quilombol/u,
  /sindica(?:to|l|is)|greves?(?!\p{L})|grevist/u,
  /gays?(?!\p{L})|lésbic|homossex|homoafetiv|bissex|transgên|transex|transsex|travesti|queer|lgbt|heterossex|sexua(?:l|is)|prostitu|pornogr|orgasm|masturb/u,
  /testes? de (?:dna|adn)|genétic|genoma/u,
)
