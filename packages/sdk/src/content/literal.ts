/**
 * Replaces violent figures of speech about sport, fashion, food or prices with plain words before tone is predicted:
 * "killer heels" aren't a crime. Texts that also report actual harm are left unchanged.
 */

const SPORT =
  /\d{1,3}\s?[-–:]\s?\d{1,3}|\b(?:derby|league|cup|final|innings|striker|match|season|champions?|hat-trick|tourists|hosts|title race|playoffs?|grand slam|wicket|touchdown|first half|second half|chess|tennis|rugby|cricket|golf)\b/i

/** Replaced only in texts about sport. */
const BEATEN =
  /\b(?:slaughter|massacre|murder|annihilate|destroy|demolish|crush|hammer|maul|butcher|obliterate|bury|sink|blitz|gun down|kill off)(?:e?s|e?d|ing)?\b(?! (?:of|at|scene|charge|case|trial))|\b(?:guns|gunned) down\b|\bburied\b|\bsank\b/gi

const IDIOMS: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /\bkiller (?=heels|looks?\b|dress|outfit|shoes|boots|bargain|deal|app|feature|riff|tune|track|song|hook|abs|body|smile|instinct|line|recipe|cocktail|sauce|serve|punch|workout|combo|content|view|soundtrack|curves|style|price|discount|chess|move|guitar|pass|ball|finish|track|cake|menu|apps)/gi,
    'great ',
  ],
  [/\bto die for\b/gi, 'to love'],
  [/\bdrop[- ]dead (?=gorgeous|beautiful|handsome|funny|stylish)/gi, 'very '],
  [/\bdying (?=for a|to (?:see|try|know|go|meet|get))/gi, 'longing '],
  [/\bdie-?hard\b/gi, 'devoted'],
  [/\bdead (?=easy|simple|good|cheap|funny|cute|clever|keen|posh|tired)/gi, 'very '],
  [/\bdead (?=batter|phones?\b|links?\b|heat\b|zones?\b|pixels?\b)/gi, 'empty '],
  [/\b(?:kill|slay|murder|smash)(?:s|ed|ing)? it\b/gi, 'does well'],
  [/\bslay(?:s|ed|ing)? (?=your|in (?:style|heels)|the (?:look|day|red carpet))/gi, 'master '],
  [/\b(?:absolute|total) (?:bomb|killer|riot)\b/gi, 'great success'],
  [
    /\b((?:box[- ]office|boardroom|stock market|crypto|high street|transfer) )(?:bloodbath|massacre|carnage)/gi,
    '$1slump',
  ],
  [/\b(price|bidding|format|streaming|console|browser|supermarket|culture|cola|turf) wars?\b/gi, '$1 competition'],
  [
    /\b(?:war|battle|fight)(?:s)? (?:explodes|erupts|rages) between (?=supermarkets|streaming|brands|retailers)/gi,
    'competition between ',
  ],
  [/\bcompetition (?:explodes|erupts|rages)\b/gi, 'competition starts'],
  [/\b(?:battle|fight)(?:s|ing)? to the death (?=for|over)/gi, 'compete '],
  [/\bmurderous(?:ly)? (?=chill?i|hot|heat|pace|climb|schedule|sauce|curry)/gi, 'very hot '],
  [
    /\bdeadly (?=cute|double|finish|duo|combo|strike|accura|serious|funny|left foot|right foot|free|delicious|chocolate|dull)/gi,
    'very ',
  ],
  [/\bbutchered by (?=(?:the )?(?:critics|reviewers|press))/gi, 'panned by '],
  [/\bcrush(?:es|ed|ing)? (?=cars|candy|grapes|garlic|it\b)/gi, 'flatten '],
  [
    /\b(?:bury|kill|destroy|crush|murder|slaughter)(?:s|ed|ing)? (?=(?:its|their|the) (?:rivals?|competition|competitors))/gi,
    'beat ',
  ],
  [/\bfires? (?=(?:a |very |home |late )*(?:double|hat-trick|winner|treble))/gi, 'scores '],
  [/\b(?:bomb|blonde )shell (?=dress|hair|look|curls)/gi, 'lovely '],
  [/\bcrash (?=diets?|courses?)/gi, 'quick '],
  [/(?<!\p{L})убийственн\p{L}* (?=скидк|цен|соус|каблук|плать|образ|хит)/giu, 'большие '],
  [/(?<!\p{L})(?:убойн|смертельн)\p{L}* (?=скидк|цен|вкусн|хит|удар)/giu, 'очень '],
]

/** Words that indicate actual harm. */
const HARM =
  /\b(?:dead|die[sd]?|dying|deaths?|kill(?:s|ed|er|ers|ings?)?|murder(?:s|ed|er|ers)?|slaughter(?:ed)?|massacre[sd]?|stabb\w+|shooting|gunman|wounded|injur\w+|victims?|survivors?|hostages?|terror\w*|attack\w*|bomb(?:s|er|ing)|suicide|cancer|funeral|mourn\w*|toll|collapse[sd]?|court|jailed|police|rape\w*|abus\w+|starv\w+|famine|drown\w*|earthquake|flood\w*|raid|war|crash(?:es|ed)?|blaze|accident|tragedy|disaster|missing)\b|погиб|убит|убий|жертв|теракт|взрыв|умер|ранен/iu

/** Returns the text in plain words, or unchanged if it reports actual harm. */
export function literally(text: string): string {
  let plain = SPORT.test(text) ? text.replace(BEATEN, 'beat') : text
  for (const [idiom, meaning] of IDIOMS) plain = plain.replace(idiom, meaning)
  return plain === text || HARM.test(plain) ? text : plain
}
