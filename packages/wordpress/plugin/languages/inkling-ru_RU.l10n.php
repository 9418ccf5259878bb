<?php
/**
 * Russian.
 *
 * @package Inkling
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

return array(
	'domain'       => 'inkling',
	'language'     => 'ru_RU',
	'plural-forms' => 'nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);',
	'messages'     => array(
		'Orders lists of posts for each reader, in the reader\'s own browser. Nothing about the reader leaves it.' => 'Упорядочивает списки записей для каждого читателя в его собственном браузере. Сведения о читателе браузер не покидают.',
		'Settings' => 'Настройки',
		'The files of Inkling could not be written to %s. Make the folder writable, and load this page again.' => 'Не удалось записать файлы Inkling в папку %s. Разрешите запись в неё и загрузите эту страницу ещё раз.',
		'The plugin contains no release. Build it, or install it from its archive.' => 'В плагине нет выпуска Inkling. Соберите плагин или установите его из архива.',
		'The files of the plugin are damaged. Install it again.' => 'Файлы плагина повреждены. Установите его заново.',
		'Inkling\'s own banner' => 'баннер Inkling',
		'the consent plugin of this site, through the WP Consent API' => 'плагин согласия этого сайта, через WP Consent API',
		'calls of inkling.push in my own code' => 'вызовы inkling.push в моём коде',
		'Pages' => 'Страницы',
		'Load Inkling on the pages of this site' => 'Загружать Inkling на страницах сайта',
		'Lists' => 'Списки',
		'Blocks named "For this reader" are always ordered.' => 'Блоки «Для этого читателя» упорядочиваются всегда.',
		'Also order all other Query Loop blocks' => 'Упорядочивать и все остальные блоки «Цикл запроса»',
		'With a classic theme, order the posts of the home page and of archives' => 'В классической теме упорядочивать записи главной страницы и архивов',
		'Strength' => 'Сила',
		'1: the reader\'s order. 0: your own order.' => '1: порядок читателя. 0: ваш собственный порядок.',
		'Consent' => 'Согласие',
		'The plugin WP Consent API isn\'t active. Until it is, no list is ordered.' => 'Плагин WP Consent API не активен. Пока это так, списки не упорядочиваются.',
		'Languages' => 'Языки',
		'Languages of posts, besides the language of the site' => 'Языки записей, кроме языка сайта',
		'Release: %s' => 'Выпуск: %s',
		'For this reader' => 'Для этого читателя',
		'A list of posts that Inkling orders in the reader\'s own browser.' => 'Список записей, который Inkling упорядочивает в браузере читателя.',
		'Inkling personalises lists on the reader\'s device. Adapt this text to the settings of your site.' => 'Inkling упорядочивает списки на устройстве читателя. Измените этот текст согласно настройкам вашего сайта.',
		'Lists on this site can be ordered by what you read here. This happens in your own browser, and only with your consent.' => 'Списки на этом сайте могут упорядочиваться по тому, что вы здесь читаете. Это происходит в вашем браузере и только с вашего согласия.',
		'With your consent, your browser stores which posts you were shown and opened, for up to 60 days, and your choice for up to 182 days. What you read isn\'t sent to us or to anybody else. Your browser downloads the same files from this site as that of every other reader.' => 'С вашего согласия браузер хранит до 60 дней, какие записи вам показаны и какие вы открыли, и до 182 дней ваш выбор. Что вы читаете, не передаётся ни нам, ни кому-либо ещё. Ваш браузер загружает с этого сайта те же файлы, что и браузеры всех остальных читателей.',
		'You can withdraw your consent at any time. Your browser then deletes everything except the choice itself.' => 'Согласие можно отозвать в любое время. Тогда браузер удалит всё, кроме самого выбора.',
	),
);
