/** The launch page's texts as pairs [English, Russian]. `{name}` is replaced. */
export const texts = {
  title: [
    'Your front page, re-ordered in the reader’s browser. Nothing leaves it.',
    'Ваша главная страница перестраивается в браузере читателя. Наружу не уходит ничего.',
  ],
  description: [
    'Inkling is an open-source script that keeps a reader’s history on the reader’s own device and sorts your lists there.',
    'Inkling — открытый скрипт: хранит историю читателя на его устройстве и там же сортирует ваши списки.',
  ],
  lede: [
    'Inkling is an open-source script. It keeps what a reader opens on the reader’s own device, and sorts your lists there. Choose a reader:',
    'Inkling — открытый скрипт. Он хранит историю чтения на устройстве самого читателя и там же сортирует ваши списки. Выберите читателя:',
  ],
  skip: ['Skip to the stories', 'Перейти к статьям'],
  toInstall: ['Install in two lines', 'Установить: две строки'],
  magazine: ['Magazine', 'Журнал'],
  shop: ['Shop', 'Магазин'],
  docs: ['Documentation', 'Документация'],
  other: ['Русский', 'English'],
  sections: ['On this page and beside it', 'На этой странице и рядом'],
  live: ['One front page, five readers', 'Одна главная страница, пять читателей'],
  readAs: ['Order the page for', 'Порядок страницы для'],
  reader_editors: ['Editors', 'Редакция'],
  reader_science: ['Science', 'Наука'],
  reader_football: ['Football & food', 'Спорт и еда'],
  reader_bargains: ['Bargains', 'Выгода'],
  reader_you: ['You', 'Вы'],
  said_editors: ['The editors’ order, which everybody gets first.', 'Порядок редакции — с него начинают все.'],
  said_reader: ['This reader has read: {read}.', 'Этот читатель прочёл: {read}.'],
  said_you: [
    'You would read: {read}. Kept in this page’s memory, and gone when you leave.',
    'Вы бы прочли: {read}. Это хранится в памяти страницы и исчезнет, когда вы уйдёте.',
  ],
  said_nobody: [
    'Press “I’d read this” on a few stories. The page follows you; nothing is stored.',
    'Нажмите «Я бы прочёл» у нескольких статей. Страница последует за вами; ничего не сохраняется.',
  ],
  said_failed: [
    'Inkling could not start here, so the page stays as the editors made it.',
    'Inkling здесь не запустился, и страница остаётся такой, какой её сделала редакция.',
  ],
  still: [
    'Scripts are off, so this is the editors’ order. Pages with Inkling work without scripts, too.',
    'Скрипты выключены, поэтому здесь порядок редакции. Страницы с Inkling работают и без скриптов.',
  ],
  fact_stories: ['stories ranked', 'статей в порядке'],
  fact_time: ['ranking', 'ранжирование'],
  fact_stored: ['stored', 'сохранено'],
  fact_sent: ['sent about you', 'отправлено о вас'],
  milliseconds: ['{n} ms', '{n} мс'],
  requests: [
    '{n} requests of this page, by the browser’s own list; {others} to another host. They are the same whichever reader you choose.',
    'Запросов этой страницы по списку самого браузера: {n}; к другим узлам: {others}. Они одинаковы, какого бы читателя вы ни выбрали.',
  ],
  open: ['I’d read this', 'Я бы прочёл'],
  up: ['up {n} places', 'выше на {n}'],
  down: ['down {n} places', 'ниже на {n}'],
  frameTitle: ['Inkling, ranking for an invented reader', 'Inkling ранжирует для вымышленного читателя'],
  liveNote: [
    'The readers are invented; the ranking is Inkling’s own, here in your browser, by words and topics alone. In the magazine, with your consent, a language model adds meaning.',
    'Читатели вымышлены; ранжирует сам Inkling, здесь, в вашем браузере, только по словам и темам. В журнале, с вашего согласия, языковая модель добавляет смысл.',
  ],
  toMagazine: ['Read the magazine as yourself', 'Читать журнал от своего имени'],

  install: ['Install', 'Установка'],
  installLine: [
    'Two commands, with Node 20 or later. The file is part of a release; in a checkout, npm pack --workspace inkling makes it.',
    'Две команды, Node 20 или новее. Файл входит в выпуск; в копии репозитория его создаёт npm pack --workspace inkling.',
  ],
  copy: ['Copy', 'Копировать'],
  copied: ['Copied', 'Скопировано'],
  steps: ['Four steps', 'Четыре шага'],

  weight: ['What it weighs', 'Сколько это весит'],
  weightLine: [
    'Compressed, for everything that a visit loads. Tests fail when a visit outgrows its budget.',
    'В сжатом виде — всё, что загружает посещение. Если оно превысит бюджет, тесты не пройдут.',
  ],
  visit_0: ['First view, before consent', 'Первый просмотр, до согласия'],
  visit_1: ['First view with consent: scripts', 'Первый просмотр с согласием: скрипты'],
  visit_2: ['First view with consent: everything', 'Первый просмотр с согласием: всё'],
  visit_3: ['Second view: everything, transformer included', 'Второй просмотр: всё, вместе с трансформером'],
  visit_later: ['Later views: from the cache', 'Следующие просмотры: из кэша'],
  weightBudget: ['at most', 'не больше'],
  weightVisit: ['Visit', 'Посещение'],
  weightScripts: ['Scripts, as measured', 'Скрипты, измерено'],
  weightAll: ['Budget', 'Бюджет'],
  kilobytes: ['{n} KB', '{n} КБ'],
  megabytes: ['{n} MB', '{n} МБ'],

  uses: ['What it is for', 'Для чего это'],
  privacy: ['Privacy', 'Приватность'],
  proof: ['Proof', 'Доказательства'],
  proofLine: [
    'Figures from the repository, read when this page was built. Each file names the command that repeats it.',
    'Числа из репозитория, прочитанные при сборке этой страницы. В каждом файле названа команда, которая их повторяет.',
  ],
  proof_quality: [
    'Ranking films on RankLens, a public log of clicks: nDCG@10 with 95 % intervals. The default weights were never fitted to it.',
    'Ранжирование фильмов на RankLens, открытом журнале кликов: nDCG@10 с 95-процентными интервалами. Веса по умолчанию на нём не обучались.',
  ],
  popularity: ['By popularity', 'По популярности'],
  inkling: ['Inkling', 'Inkling'],
  editorsOrder: ['Editors’ order', 'Порядок редакции'],
  proof_variety: [
    'No narrowing: share of the catalogue that some reader sees in the first ten places. A simulation of 1,000 readers.',
    'Без сужения: доля каталога, которую хоть кто-то видит на первых десяти местах. Модель с 1000 читателей.',
  ],
  proof_faults: [
    '{passed} of {of} injected faults end as promised: full disks, dead databases, damaged files.',
    '{passed} из {of} внесённых сбоев кончаются как обещано: полные диски, мёртвые базы, повреждённые файлы.',
  ],
  proof_pages: [
    '{passed} of {of} runs of copied real layouts pass, in Chromium, Firefox and WebKit.',
    '{passed} из {of} проверок на макетах настоящих сайтов пройдены: Chromium, Firefox и WebKit.',
  ],
  proof_run: [
    'The last complete run: {passed} tests passed, {failed} failed. The report lists them.',
    'Последний полный прогон: пройдено {passed}, не пройдено {failed}. Отчёт их перечисляет.',
  ],
  source: ['Source', 'Источник'],

  comparison: ['Compared with what you might use instead', 'Что можно взять вместо этого'],
  comparisonLine: [
    'Each of these is the better choice for somebody. Statements on other products come from their own documents, linked below.',
    'Каждый из этих вариантов кому-то подходит лучше. Сведения о других продуктах — из их документов, ссылки ниже.',
  ],
  sources: ['Sources', 'Источники'],
  notFor: ['Who it isn’t for', 'Кому это не подойдёт'],
  read: ['Documents and source', 'Документы и код'],
  readLine: [
    'The documents are in the folder docs of the repository, the script in packages/sdk, this page in packages/demo/src/launch.',
    'Документы лежат в папке docs репозитория, скрипт — в packages/sdk, эта страница — в packages/demo/src/launch.',
  ],
  licence: ['MIT licence. The model’s weights are under Apache 2.0.', 'Лицензия MIT. Веса модели — под Apache 2.0.'],
  missing: ['There is no page here', 'Здесь нет страницы'],
  missingLink: ['Back to the start', 'К началу'],
}

/** Sections that are lists: [heading, text]. `code` is shown as it stands. */
export const lists = {
  steps: [
    {
      text: [
        'Copy a release to your server. The second command prints two script elements.',
        'Скопируйте выпуск на свой сервер. Вторая команда напечатает два элемента script.',
      ],
    },
    {
      text: ['Put both into the head of every page.', 'Вставьте оба в head каждой страницы.'],
      code: '<script>…</script>\n<script async src="/inkling/{version}/inkling.js" …></script>',
    },
    {
      text: ['Mark the lists that may be sorted.', 'Отметьте списки, которые можно сортировать.'],
      code: '<ol data-inkling-list="top-stories">',
    },
    {
      text: [
        'Report the reader’s consent. Before this call, nothing is stored.',
        'Сообщите о согласии читателя. До этого вызова ничего не сохраняется.',
      ],
      code: "inkling.push(['consent', { content: true }])",
    },
  ],
  uses: [
    {
      heading: ['A publisher', 'Издание'],
      text: [
        'The front page, sections and “read next” follow each reader. Editors keep what they pin, and every list can say why a story is where it is and go back to their order.',
        'Главная, разделы и «читать далее» следуют за читателем. Закреплённое редакцией остаётся на месте, а каждый список объясняет порядок и возвращает исходный.',
      ],
    },
    {
      heading: ['A shop', 'Магазин'],
      text: [
        'Shelves and offers follow what somebody looked for and bought, from the second view on, without an account. With React or Vue, call rank() and keep your own markup.',
        'Полки и предложения следуют за поисками и покупками со второго просмотра, без учётной записи. С React или Vue вызовите rank() и сохраните свою разметку.',
      ],
    },
    {
      heading: ['Documentation', 'Документация'],
      text: [
        'The guides that a reader needs next come first in a long index. A static site stays static: there is no server to run.',
        'В длинном указателе первыми идут нужные читателю руководства. Статический сайт остаётся статическим: сервер не нужен.',
      ],
    },
  ],
  privacy: [
    {
      text: [
        'No history, profile or identifier leaves the device. The same files are requested for every reader, from your own host.',
        'Ни история, ни профиль, ни идентификатор не покидают устройство. Для всех читателей запрашиваются одни и те же файлы с вашего же узла.',
      ],
    },
    {
      text: [
        'Before consent nothing is stored, watched or downloaded. Withdrawing it deletes everything in every tab.',
        'До согласия ничего не хранится, не отслеживается и не загружается. Отзыв удаляет всё во всех вкладках.',
      ],
    },
    {
      text: [
        'Stories that reveal health, beliefs or politics are recognised, never recorded, and keep their place.',
        'Статьи, которые выдают здоровье, веру или взгляды, распознаются, не записываются и остаются на месте.',
      ],
    },
    {
      text: [
        'Readers can see why, undo, export and erase. Local storage still needs consent under the ePrivacy rules, even though nothing is sent.',
        'Читатель видит причину, может вернуть порядок, выгрузить и стереть данные. Для хранения на устройстве согласие всё равно нужно, хотя ничего и не отправляется.',
      ],
    },
  ],
  notFor: [
    {
      text: [
        'Sites that need one profile across a person’s devices: Inkling knows one browser.',
        'Сайтам, которым нужен один профиль на все устройства человека: Inkling знает один браузер.',
      ],
    },
    {
      text: [
        'Choosing ten items out of a million: it sorts lists of up to 200 that your page already has.',
        'Тем, кто выбирает десять из миллиона: сортируются списки до 200 элементов, которые уже есть на странице.',
      ],
    },
    {
      text: [
        'Readers who come once. On a first visit, the order is yours.',
        'Сайтам, куда приходят один раз: при первом посещении порядок — ваш.',
      ],
    },
    {
      text: [
        'Pages in languages beyond eight, except by shared words and topics.',
        'Страницам не на восьми поддерживаемых языках — кроме как по общим словам и темам.',
      ],
    },
  ],
}

/** Rows of the comparison: a question, then Inkling, a cloud service, a self-hosted ranker, and a list of what is most read. */
export const comparison = {
  heads: [
    ['', ''],
    ['Inkling', 'Inkling'],
    ['Amazon Personalize', 'Amazon Personalize'],
    ['Metarank', 'Metarank'],
    ['“Most read” list', 'Список «самое читаемое»'],
  ],
  rows: [
    [
      ['Where a reader’s history is', 'Где хранится история читателя'],
      ['on the reader’s device', 'на устройстве читателя'],
      ['in the cloud (1)', 'в облаке (1)'],
      ['on your servers (2)', 'на ваших серверах (2)'],
      ['nowhere', 'нигде'],
    ],
    [
      ['What you run', 'Что нужно запускать'],
      ['static files', 'статические файлы'],
      ['an event stream to a service (1)', 'поток событий в службу (1)'],
      ['a service, and Redis (2)', 'службу и Redis (2)'],
      ['a count', 'счётчик'],
    ],
    [
      ['Data before it works', 'Данные для начала'],
      ['the reader’s first few clicks', 'первые клики читателя'],
      ['1,000 interactions; 50,000 advised (3)', '1000 взаимодействий; советуют 50 000 (3)'],
      ['a log to train on (2)', 'журнал для обучения (2)'],
      ['a day of visits', 'день посещений'],
    ],
    [
      ['Learns from other readers', 'Учится у других читателей'],
      ['only from files that you compute', 'только из файлов, которые вы посчитали'],
      ['yes', 'да'],
      ['yes', 'да'],
      ['only that', 'только у них'],
    ],
    [
      ['Same profile on every device', 'Один профиль на всех устройствах'],
      ['no', 'нет'],
      ['with your user id', 'по вашему id пользователя'],
      ['with your user id', 'по вашему id пользователя'],
      ['no profile', 'профиля нет'],
    ],
    [
      ['Picks from millions of items', 'Выбирает из миллионов'],
      ['no, sorts up to 200', 'нет, сортирует до 200'],
      ['yes', 'да'],
      ['yes', 'да'],
      ['yes', 'да'],
    ],
  ],
  sources: [
    [
      '(1) Amazon Personalize, recording events',
      'https://docs.aws.amazon.com/personalize/latest/dg/recording-events.html',
    ],
    ['(2) Metarank, README and API', 'https://github.com/metarank/metarank'],
    [
      '(3) Amazon Personalize, requirements of every use case',
      'https://docs.aws.amazon.com/personalize/latest/dg/domain-use-cases.html',
    ],
  ],
}
