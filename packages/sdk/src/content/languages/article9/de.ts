import { beginnings } from './beginnings.ts'

// Compounds are one word in German, and what they are about comes last: these may stand behind others.
export const ARTICLE9 = beginnings(
  /\p{L}*krebs(?:kranke?|erkrankung|patient|therapie|vorsorge|diagnose)|(?:brust|lungen|darm|haut|prostata|blut|magen)krebs|krebs(?!\p{L})|tumor|leukämi|chemotherap|diabet|depressi(?:on|v)|angststörung|panikattacke|burn-?out|bipolare? (?:stör|affektiv)|schizophren|autis(?:mus|t)|adhs|demenz|dement(?:e[nrs]?)?(?!\p{L})|alzheimer|parkinson|epilep|multiple sklerose|hiv(?!\p{L})|aids(?!\p{L})|schwanger|abtreib|fehlgeburt|unfruchtbar|suizid|selbstmord|magersucht|bulimi|essstörung|alkoholi(?:ker|smus)|(?:drogen|tabletten)(?:abhäng|sucht|sücht)|schwerbehinder|(?:geistige|körperliche) behinderung|psychi(?:atr|sch (?:krank|belast))|psychotherap|\p{L}*krankheit|\p{L}*erkrankung|wechseljahre/u,
  /christ(?:en(?!\p{L})|entum|lich)|jesus|kathol|evangelisch|protestant(?:isch|ismus|en(?!\p{L}))|kirche|kirchlich|\p{L}+kirche(?!\p{L})|gottesdienst|papst(?:es)?(?!\p{L})|päpst|bischof|bischöf|islam(?!abad)|muslim|moslem|moschee|koran(?!\p{L})|imam(?!\p{L})|jud(?:en(?!\p{L})|entum)|jüd(?:isch|in)|synagog|rabbi(?:ner)?(?!\p{L})|buddh|hindu(?!rch)|bibel|biblisch|relig|atheis|jehova|mormon|theolog|ramadan|gläubige|gebete?(?!\p{L})/u,
  /\p{L}*(?:bundestags|landtags|kommunal|europa|präsidentschafts|parlaments)wahl|wahl(?:kampf|sieg|programm|kreis|recht)|bundestag|landtag|parlament|partei(?:en|tag|chef|vorsitz|mitglied|programm)?(?!\p{L})|politi(?:k(?!\p{L})|ker|sch)|(?:cdu|csu|spd|fdp|afd)(?!\p{L})|sozialdemokrat|sozialis(?:mus|t)|kommunis|rechtsextrem|linksextrem|rechtspopulis|neonazi|nationalsozialis|faschis|anarchis/u,
  /rassis|fremdenfeind|antisemit|flüchtling|asyl(?:bewerb|antr|recht|such)|migrant|migrationshinter|einwander|zuwander|abschiebung|sinti|ethni/u,
  /gewerkschaft|betriebsrat|ig metall|streik/u,
  /schwule?(?!\p{L})|lesb(?:e|isch)|homosex|bisex|transgender|transsex|intersex|queer|lgbt|gleichgeschlechtlich|heterosex|sexu(?:ell|al)|sexleben|prostitu|porno|orgasm|masturb|selbstbefried/u,
  /gentest|dna-(?:test|analyse)|erbkrank|erbgut|genetisch|gendefekt|genom(?!\p{L})/u,
)
