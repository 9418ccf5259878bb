/** Texts of the page "Try it on your page" as pairs [English, Russian], shared by the build and the page. */
export const words = {
  title: ['Try it on your page', 'Попробуйте на своей странице'],
  lede: [
    'Paste the HTML of a front page, or drop a saved page. Inkling finds its lists, marks them and orders them for an invented reader.',
    'Вставьте HTML главной страницы или перетащите сюда сохранённую страницу. Inkling найдёт списки, разметит их и упорядочит для вымышленного читателя.',
  ],
  nothing: [
    'Nothing is uploaded: your page stays in this tab. Its scripts are removed, and nothing is loaded from other hosts, so pictures and style sheets from elsewhere are missing.',
    'Ничего не загружается на сервер: страница остаётся в этой вкладке. Её скрипты удаляются, а с других серверов ничего не запрашивается, поэтому картинок и стилей оттуда не будет.',
  ],
  source: ['HTML of the page', 'HTML страницы'],
  drop: [
    'Or choose a saved page (.html). You can also drop it on the field.',
    'Или выберите сохранённую страницу (.html). Её можно и перетащить на поле.',
  ],
  file: ['Saved page', 'Сохранённая страница'],
  go: ['Find lists', 'Найти списки'],
  sample: ['Use a sample page', 'Взять страницу-пример'],
  looking: ['Looking for lists …', 'Ищем списки…'],
  found: ['What was found', 'Что найдено'],
  copy: ['Copy', 'Скопировать'],
  copied: ['Copied', 'Скопировано'],
  code: ['What to write', 'Что написать'],
  codeLine: [
    'Add the attribute to the start tag of each list, and two lines at the top of the head. The command prints them.',
    'Добавьте атрибут в открывающий тег каждого списка и две строки в начало head. Их напечатает команда.',
  ],
  preview: ['As another reader would see it', 'Как её увидит другой читатель'],
  reader: ['Reader', 'Читатель'],
  frame: ['The page, ordered for this reader', 'Страница в порядке для этого читателя'],
  marked: ['“{name}”: {n} items, already marked.', '«{name}»: уже размечен, элементов: {n}.'],
  suggested: ['{at}: looks like a list of {n} items.', '{at}: похоже на список, элементов: {n}.'],
  moves: ['{list}: {n} of {of} items changed places.', '{list}: сменили место элементов: {n} из {of}.'],
  move: ['“{title}”: {from}\u00a0→\u00a0{to}', '«{title}»: {from}\u00a0→\u00a0{to}'],
  unmoved: ['{list}: the order stays as it is for this reader.', '{list}: для этого читателя порядок не меняется.'],
  notes: ['What could be better', 'Что можно улучшить'],
  empty: ['Paste the HTML of a page first.', 'Сначала вставьте HTML страницы.'],
  large: [
    'The page is larger than 5 MB. Paste only the part with the lists.',
    'Страница больше 5 МБ. Вставьте только часть со списками.',
  ],
  binary: [
    'This file isn’t HTML. Save the page as “HTML only”.',
    'Это не HTML-файл. Сохраните страницу как «только HTML».',
  ],
  none: [
    'No list was found. A list needs at least five similar neighbours, each with a link to a story or a product. If scripts build your page, save it from the browser instead of copying its source.',
    'Списков не нашлось. В списке должно быть не меньше пяти похожих соседних элементов, и в каждом — ссылка на статью или товар. Если страницу собирают скрипты, сохраните её из браузера, а не копируйте исходный код.',
  ],
  failed: ['The page could not be shown: {why}', 'Страницу не удалось показать: {why}'],
  noScript: ['This page needs JavaScript.', 'Для этой страницы нужен JavaScript.'],
  noSdk: ['This page was built without Inkling.', 'Эта страница собрана без Inkling.'],
  readers: {
    'science-reader': ['Science', 'Наука'],
    'football-and-food': ['Football & food', 'Футбол и еда'],
    'bargain-hunter': ['Bargains', 'Выгодные покупки'],
    'many-interests': ['Many interests', 'Много интересов'],
    'new-reader': ['A new reader', 'Новый читатель'],
  },
}

/** @returns {(key: string, values?: Record<string, string | number>) => string} texts in a language */
export const wordsIn =
  (language) =>
  (key, values = {}) =>
    words[key][language === 'ru' ? 1 : 0].replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
