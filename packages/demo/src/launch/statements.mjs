/** Statements on the launch page below the live front page, as pairs [English, Russian]. */

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
