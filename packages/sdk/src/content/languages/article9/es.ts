import { beginnings } from './beginnings.ts'

export const ARTICLE9 = beginnings(
  /cáncer|tumor|leucemia|quimioterap|diabet|diabét|depresi(?:ón|v)|ansiedad|trastorno bipolar|bipolaridad|esquizofr|autis(?:m|t)|tdah|demencia|alzheimer|p[aá]rkinson|epilep|epilép|esclerosis|seropositiv|vih(?!\p{L})|sida(?!\p{L})|embarazos?(?!\p{L})|embarazada|aborto|suicid|anorexi|anoréxi|bulimi|alcoholismo|drogadic|drogodepend|toxicóman|discapacidad|discapacitad|psiquiatr|psiquiátr|psicoterap|enferm(?:o|a|os|as|edad|edades)(?!\p{L})|infertil|esterilidad|menopaus/u,
  /cristian(?:ismo|dad|os(?!\p{L})|o(?!\p{L}| ronaldo)|as?(?!\p{L}))|católic|catolicism|protestant|evangélic|evangelio|iglesia|vaticano|pontífice|obispo|arzobisp|islam(?!abad)|islám|musulm|mezquita|corán(?!\p{L})|judí|judaí|sinagoga|rabino|budis|hindú|hinduis|biblia(?!\p{L})|bíblic|religi|ateís|ate[oa]s?(?!\p{L})|misa(?!\p{L})|creyente|sacerdot|jehová|mormón|teolog|teológ|ramadán/u,
  /elecciones|electora|votante|diputad|senador|senado(?!\p{L})|parlament|presidencial|presidente del gobierno|partidos? (?:polític|popular|socialista|comunista|republican|demócrat|conservador|laborista|liberal)|políticos?(?!\p{L})|ultraderech|extrema (?:derecha|izquierda)|izquierdist|socialis|comunis|fascis|nazi|anarquis|independentis|nacionalis(?:m|t)|populis/u,
  /racis|racial|antisemi|xenof|xenóf|refugiad|asilo político|solicitantes? de asilo|inmigra|migrante|étni|etnia|gitan[oa]s?(?!\p{L})|indígena|indocumentad/u,
  /sindica|huelg/u,
  /gays?(?!\p{L})|lesbian|homosex|bisex|transgén|transex|queer|lgbt|heterosex|sexual|sexo oral|prostitu|pornogr|orgasm|masturb/u,
  /pruebas? de adn|genétic|genoma/u,
)
