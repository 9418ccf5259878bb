/**
 * What Inkling promises, by group: a claim and its explanation as pairs [English, Russian], the figure or drawing
 * (drawings.mjs), the tests, the files with the figures, and the command that repeats it. `{name}` is a figure.
 */

const sdk = (...files) => files.map((file) => `packages/sdk/test/${file}`)
const demo = (...files) => files.map((file) => `packages/demo/e2e/${file}`)
const playwright = (project, ...files) => `npx playwright test --project=${project} ${files.join(' ')}`.trim()
const vitest = (path) => `npx vitest run --project unit ${path}`
const full = (command) => `INKLING_FULL=1 ${command}`

export const groups = {
  privacy: ['Privacy', 'Приватность'],
  weight: ['Weight', 'Вес'],
  ranking: ['Ranking', 'Ранжирование'],
  languages: ['Languages', 'Языки'],
  faults: ['Faults', 'Сбои'],
  attacks: ['Attacks', 'Атаки'],
  campaigns: ['Campaigns', 'Кампании'],
  fairness: ['Fairness', 'Справедливость'],
}

export const promises = [
  {
    group: 'privacy',
    claim: ['Requests say nothing about the reader', 'Запросы ничего не говорят о читателе'],
    text: [
      'Two readers of opposite taste, and one of none, make the same requests in the same order.',
      'Два читателя с противоположными вкусами и один без вкусов посылают одни и те же запросы в одном порядке.',
    ],
    tests: [...sdk('privacy/requests.spec.ts'), ...demo('launch.spec.ts')],
    from: ['docs/privacy.md'],
    run: playwright('promises', 'requests.spec.ts'),
  },
  {
    group: 'privacy',
    claim: ['Consent is obeyed, whoever reports it', 'Согласие соблюдается, кто бы о нём ни сообщил'],
    text: [
      'Combinations of browser signal, consent platform and remembered choice in which Inkling stores, watches and requests exactly what is permitted, as Chromium’s developer tools see it.',
      'Сочетания сигнала браузера, платформы согласия и прежнего выбора, при которых Inkling хранит, отслеживает и запрашивает ровно то, что разрешено, — по данным инструментов разработчика Chromium.',
    ],
    figure: 'consent',
    tests: [...demo('consent-table.spec.ts'), ...sdk('unit/consent/table.test.ts')],
    from: ['docs/proof/consent.md'],
    run: full(playwright('chromium', 'consent-table')),
  },
  {
    group: 'privacy',
    claim: ['What is deleted is gone', 'Удалённого больше нет'],
    text: [
      'Withdrawing consent deletes everything in every tab. Deleted words are gone from Chromium’s database files on disk, too.',
      'Отзыв согласия удаляет всё во всех вкладках. Удалённых слов нет и в файлах базы Chromium на диске.',
    ],
    tests: sdk('privacy/withdrawal.spec.ts', 'privacy/files.spec.ts', 'unit/consent/deletion.test.ts'),
    from: ['docs/proof/promises.md'],
    run: playwright('promises', 'withdrawal.spec.ts', 'files.spec.ts'),
  },
  {
    group: 'privacy',
    claim: ['Sensitive stories don’t rise', 'Чувствительные статьи не поднимаются'],
    text: [
      'Stories about health, belief or politics in the lists of simulated readers, and how many of these stood above their place on the page. Nothing is learned from them.',
      'Статьи о здоровье, вере и политике в списках условных читателей — и сколько из них оказалось выше своего места на странице. По ним ничего не изучается.',
    ],
    figure: 'sensitive',
    tests: [...sdk('unit/ranking/demo-readers.test.ts', 'unit/content/article9.test.ts'), ...demo('sensitive.spec.ts')],
    from: ['docs/proof/reasons.md'],
    run: 'node scripts/proof/demo-readers.mjs',
  },
  {
    group: 'privacy',
    claim: ['Randomised bits, if a site asks for them', 'Случайные биты, если сайт их просит'],
    text: [
      'With consent to measurement, a site may receive one randomised bit per experiment. This is how sure somebody with even odds becomes of what the reader did, by the number of bits that they can link to one device. Ten hide nothing, so a device sends no more.',
      'С согласия на измерения сайт может получать один случайный бит за эксперимент. Вот насколько уверенным в поступке читателя станет тот, чьи шансы были равны, — по числу битов, которые он свяжет с одним устройством. Десять уже ничего не скрывают, и больше устройство не отправит.',
    ],
    figure: 'bits',
    tests: sdk('faults/bits.spec.ts'),
    from: ['docs/privacy.md'],
    run: playwright('promises', 'bits.spec.ts'),
  },
  {
    group: 'weight',
    claim: ['Each visit has a budget', 'У каждого посещения есть бюджет'],
    text: [
      'Compressed sizes as measured when they were last accepted. Tests fail if a visit exceeds its budget.',
      'Сжатые размеры, измеренные при последней приёмке. Если посещение превысит бюджет, тесты не пройдут.',
    ],
    figure: 'visits',
    tests: sdk('package/weights.test.ts'),
    from: ['packages/sdk/sizes.json'],
    run: 'npm run build && npm run size',
  },
  {
    group: 'weight',
    claim: ['What a frame has shown doesn’t move', 'Показанное не двигается'],
    text: [
      'Lists are ordered before they are first painted, or below the window. The tests compare every frame.',
      'Списки упорядочиваются до первой отрисовки или ниже окна. Тесты сравнивают каждый кадр.',
    ],
    tests: sdk('faults/coming-back.spec.ts', 'faults/held-paint.spec.ts', 'faults/late-snippet.spec.ts'),
    from: ['docs/first-paint.md'],
    run: playwright('promises', 'coming-back.spec.ts', 'held-paint.spec.ts', 'late-snippet.spec.ts'),
  },
  {
    group: 'ranking',
    claim: ['Better than popularity alone', 'Лучше, чем одна популярность'],
    text: [
      'nDCG@10 with 95 % intervals on RankLens, a public log of clicks on films. The default weights were never fitted to it. Fitted weights gain {gain} over popularity [{low} to {high}].',
      'nDCG@10 с 95-процентными интервалами на RankLens, открытом журнале кликов по фильмам. Веса по умолчанию на нём не обучались. Обученные веса дают прирост {gain} к популярности [от {low} до {high}].',
    ],
    figure: 'quality',
    tests: ['packages/cli/test/evaluate/replay.test.ts', 'packages/cli/test/evaluate/metrics.test.ts'],
    from: ['models/ranker-ranklens/README.md'],
    run: 'npm run evaluate -- --events events.jsonl.gz --folds 10',
  },
  {
    group: 'ranking',
    claim: ['The page doesn’t narrow', 'Страница не сужается'],
    text: [
      'Share of the catalogue that some reader sees in the first ten places, in a simulation of 1,000 readers with 60 visits each.',
      'Доля каталога, которую хоть кто-то видит на первых десяти местах: модель с 1000 читателей по 60 посещений.',
    ],
    figure: 'variety',
    tests: sdk('unit/ranking/bubble.test.ts'),
    from: ['docs/proof/bubble.md'],
    run: full(vitest('packages/sdk/test/unit/ranking/bubble.test.ts')),
  },
  {
    group: 'ranking',
    claim: ['Reasons are true', 'Причины правдивы'],
    text: [
      'Reasons shown to simulated readers, and how many were false. Other code takes away exactly what the reason names and ranks again.',
      'Причины, показанные условным читателям, — и сколько из них ложны. Другой код убирает ровно то, что названо, и ранжирует заново.',
    ],
    figure: 'reasons',
    tests: sdk('unit/ranking/demo-readers.test.ts', 'unit/ranking/faithful.test.ts'),
    from: ['docs/proof/reasons.md'],
    run: 'node scripts/proof/demo-readers.mjs',
  },
  {
    group: 'ranking',
    claim: ['Audiences in plain words find their readers', 'Аудитории простыми словами находят читателей'],
    text: [
      'How much more often readers whom a phrase picks open matching films than their own click rate predicts. Labels of the films, which a phrase doesn’t have, do as well.',
      'Во сколько раз чаще выбранные фразой читатели открывают подходящие фильмы, чем предсказывает их собственная частота кликов. Жанровые метки, которых у фразы нет, дают не больше.',
    ],
    figure: 'audiences',
    tests: sdk('unit/audiences/phrase-fits.test.ts'),
    from: ['docs/proof/audiences.md'],
    run: 'npm run build --workspace inkling && node scripts/proof/audiences.mjs',
  },
  {
    group: 'languages',
    claim: ['Seven languages beside English', 'Семь языков, кроме английского'],
    text: [
      'How often the ten nearest neighbours give away the topic of a title, out of twelve. The titles share few words, so words alone hardly help. Three packs have no transformer.',
      'Как часто десять ближайших соседей выдают тему заголовка из двенадцати. Общих слов у заголовков мало, поэтому одни слова почти не помогают. У трёх пакетов нет трансформера.',
    ],
    figure: 'topics',
    tests: sdk('faults/depths.spec.ts', 'unit/runtime/vectors/packs.test.ts'),
    from: ['de', 'es', 'fr', 'it', 'pl', 'pt', 'ru'].map((language) => `models/encoder-${language}/README.md`),
    run: 'node models/training/measure.mjs languages',
  },
  {
    group: 'languages',
    claim: ['English', 'Английский'],
    text: [
      'Scores on test sets that influenced no decision: topics of news titles (AG News, nearest neighbours) and likeness of sentences (STS-B, Spearman).',
      'Оценки на выборках, которые не влияли ни на одно решение: темы новостей (AG News, ближайшие соседи) и сходство предложений (STS-B, Спирмен).',
    ],
    figure: 'english',
    tests: sdk('unit/engine/encoder.test.ts'),
    from: ['models/encoder-en/README.md'],
    run: 'node models/training/measure.mjs',
  },
  {
    group: 'faults',
    claim: ['Faults end as promised', 'Сбои кончаются как обещано'],
    text: [
      'Faults injected into a real Chromium: full disks, dead databases, damaged files, lying servers.',
      'Сбои, внесённые в настоящий Chromium: полные диски, мёртвые базы, повреждённые файлы, лгущие серверы.',
    ],
    figure: 'faults',
    tests: sdk('faults/faults.spec.ts'),
    from: ['docs/proof/promises.md'],
    run: full(playwright('promises', 'faults.spec.ts')),
  },
  {
    group: 'faults',
    claim: ['Killed browsers, many tabs, long use', 'Убитые браузеры, много вкладок, долгая работа'],
    text: [
      'What was acknowledged survives a killed browser. Memory and storage stay bounded over 10,000 page views.',
      'Подтверждённое переживает убитый браузер. Память и хранилище не растут без предела за 10 000 просмотров.',
    ],
    figure: 'tabs',
    tests: sdk('faults/kill.spec.ts', 'faults/tabs.spec.ts', 'faults/soak.spec.ts'),
    from: ['docs/proof/promises.md'],
    run: full(playwright('promises-heavy')),
  },
  {
    group: 'faults',
    claim: ['Pages as they are', 'Страницы как они есть'],
    text: [
      'Copied layouts of real sites in Chromium, Firefox and WebKitGTK; content security policies; React, Vue, Svelte, routers and carousels.',
      'Макеты настоящих сайтов в Chromium, Firefox и WebKitGTK; политики безопасности; React, Vue, Svelte, маршрутизаторы и карусели.',
    ],
    figure: 'pages',
    tests: sdk('pages/pages.spec.ts', 'strict/strict.spec.ts', 'frameworks/started.spec.ts'),
    from: ['docs/proof/pages.md'],
    run: full(playwright('pages --project=strict --project=frameworks')),
  },
  {
    group: 'attacks',
    claim: ['Attacks became tests', 'Атаки стали тестами'],
    text: [
      'Faults found by attacking earlier versions and by trying them on other people’s sites. Each has a row that names a test.',
      'Изъяны, найденные атаками на прежние версии и пробами на чужих сайтах. У каждого есть строка с названием теста.',
    ],
    figure: 'outside',
    tests: sdk('faults/clobbering.spec.ts', 'faults/hostile.spec.ts', 'faults/pollution.spec.ts'),
    from: ['docs/proof/outside.md'],
    run: playwright('promises', 'hostile.spec.ts', 'pollution.spec.ts'),
  },
  {
    group: 'attacks',
    claim: ['Broken input stays harmless', 'Испорченные данные безвредны'],
    text: [
      'Random inputs of {kinds} kinds: exports, models, markup, answers of consent platforms. {failed} kinds failed. The slowest input took {slowest} ms.',
      'Случайные данные {kinds} видов: выгрузки, модели, разметка, ответы платформ согласия. Не пройдено видов: {failed}. Самый медленный вход занял {slowest} мс.',
    ],
    figure: 'fuzz',
    tests: sdk('unit/fuzz/fuzz.test.ts'),
    from: ['docs/proof/fuzz.md'],
    run: full(vitest('packages/sdk/test/unit/fuzz')),
  },
  {
    group: 'attacks',
    claim: ['Strangers’ creatives run nothing', 'Чужие баннеры ничего не выполняют'],
    text: [
      'No script, no request that depends on the choice, no form, nothing outside the box, the label in front: 2,000 generated creatives.',
      'Ни скрипта, ни запроса, зависящего от выбора, ни формы, ничего за рамкой, пометка впереди: 2000 порождённых баннеров.',
    ],
    tests: sdk('faults/creatives-fuzz.spec.ts', 'faults/creatives.spec.ts'),
    from: ['docs/proof/promises.md'],
    run: full(playwright('promises', 'creatives')),
  },
  {
    group: 'attacks',
    claim: ['Every byte that runs was checked', 'Каждый выполняемый байт проверен'],
    text: [
      'A chain of hashes leads from the two lines in the head to each script, worker and weight. One wrong byte, and the file isn’t used.',
      'Цепочка хешей ведёт от двух строк в head к каждому скрипту, воркеру и весу модели. Один неверный байт — и файл не используется.',
    ],
    tests: sdk('faults/release.spec.ts', 'faults/hostile.spec.ts', 'unit/lib/supply-chain.test.ts'),
    from: ['SECURITY.md'],
    run: playwright('promises', 'release.spec.ts', 'hostile.spec.ts'),
  },
  {
    group: 'attacks',
    claim: ['What a file about co-reading gives away', 'Что выдаёт файл о совместном чтении'],
    text: [
      'This optional file is public. Somebody who knows everything that a person opened can tell whether that person is in it, this often (50 % is a guess).',
      'Этот необязательный файл открыт всем. Знающий всё, что открывал человек, определит, есть ли тот в файле, с такой точностью (50 % — угадывание).',
    ],
    figure: 'members',
    tests: ['packages/cli/test/together/command.test.ts'],
    from: ['docs/privacy.md'],
    run: 'node packages/sdk/bench/co-reading.mjs EVENTS --words',
  },
  {
    group: 'campaigns',
    claim: ['Intervals hold what they promise', 'Интервалы держат обещание'],
    text: [
      'Share of simulated fleets whose 95 % interval held the true value: between {least} % and {most} %. With a look every day, this share of experiments without an effect raised an alarm, in the worst row.',
      'Доля условных парков устройств, чей 95-процентный интервал накрыл истину: от {least} % до {most} %. При ежедневном просмотре ложную тревогу подняла такая доля экспериментов без эффекта, в худшей строке.',
    ],
    figure: 'daily',
    tests: ['packages/measure/test/estimator/simulation.test.ts', 'packages/measure/test/estimator/reference.test.ts'],
    from: ['docs/proof/measurement.md'],
    run: full(vitest('estimator/simulation')),
  },
  {
    group: 'campaigns',
    claim: [
      'Site-wide figures make up for what a device can’t learn',
      'Общие цифры сайта восполняют то, чему устройство не научится',
    ],
    text: [
      'Regret saved on each device with ten impressions, compared with learning from nothing (headlines of the Upworthy archive). Nobody learns from ten impressions. The script of this test is no longer in the repository.',
      'На сколько меньше потерь на устройстве с десятью показами по сравнению с обучением с нуля (заголовки архива Upworthy). По десяти показам не научится никто. Скрипта этой проверки в репозитории больше нет.',
    ],
    figure: 'regret',
    tests: ['packages/cli/test/campaigns/coverage.test.ts', ...sdk('unit/creatives/thompson.test.ts')],
    from: ['docs/proof/creatives.md'],
    run: full(vitest('packages/cli/test/evaluate/creatives/judge.test.ts')),
  },
  {
    group: 'fairness',
    claim: ['The audit finds what was planted', 'Аудит находит подложенное'],
    text: [
      'Share of audits of simulated sites that found the bias planted in them. Without a bias, {none} % raised an alarm.',
      'Доля аудитов условных сайтов, нашедших подложенное искажение. Без искажения тревогу подняли {none} %.',
    ],
    figure: 'planted',
    tests: ['packages/measure/test/fairness/power.test.ts'],
    from: ['docs/proof/fairness.md'],
    run: full(vitest('fairness/')),
  },
  {
    group: 'fairness',
    claim: ['What fairness costs', 'Чего стоит справедливость'],
    text: [
      'Each rule moves its measure, and costs some nDCG@10, for 400 simulated readers.',
      'Каждое правило сдвигает свою меру и стоит немного nDCG@10: 400 условных читателей.',
    ],
    figure: 'rules',
    tests: ['packages/measure/test/fairness/mitigations.test.ts'],
    from: ['docs/proof/fairness.md'],
    run: full(vitest('fairness/')),
  },
]
