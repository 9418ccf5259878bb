<?php
/**
 * The lines that pages load Inkling with: the release's own snippet, its tag, and the consent banner.
 *
 * @package Inkling
 */

namespace Inkling;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/** Tells optimisation plugins and Cloudflare to leave a script as it is: the snippet must run before the first paint. */
const AS_IS = array(
	'data-cfasync'     => 'false',
	'data-no-optimize' => '1',
);

/** The release to load on this page, or null. */
function release_of_page(): ?array {
	return settings()['enabled'] && ! is_feed() && ! is_embed() && ! is_customize_preview() ? installed_release() : null;
}

/**
 * Languages of the packs, the page's own first.
 *
 * @param string[] $available The release's.
 * @param string[] $chosen    The settings'.
 */
function page_languages( array $available, array $chosen ): array {
	$own = strtolower( strtok( get_bloginfo( 'language' ), '-' ) );
	$own = in_array( $own, $available, true ) ? $own : $available[0];
	return array_values( array_unique( array_merge( array( $own ), array_intersect( $available, $chosen ) ) ) );
}

/** The address of a file of the release. */
function address_of( array $release, string $name ): string {
	return uploads()['url'] . '/' . $release['version'] . '/' . $name;
}

/** Attributes of a script of the release. */
function script_attributes( array $release, string $name ): array {
	return array(
		'src'         => address_of( $release, $name ),
		'integrity'   => (string) ( $release['integrity'][ $name ] ?? '' ),
		'crossorigin' => 'anonymous',
	);
}

/** Attributes of the tag. */
function tag_attributes( array $release, array $settings ): array {
	$languages  = page_languages( $release['languages'], $settings['languages'] );
	$attributes = script_attributes( $release, 'inkling.js' ) + array(
		'async'      => true,
		'data-model' => address_of( $release, 'encoder-' . $languages[0] . '/' ),
	);
	if ( count( $languages ) > 1 ) {
		$attributes['data-languages'] = implode( ',', $languages );
	}
	if ( 'wp' === $settings['consent'] ) {
		$attributes['data-consent'] = 'wp';
	}
	if ( $settings['strength'] < 1 ) {
		$attributes['data-strength'] = (string) $settings['strength'];
	}
	return $attributes;
}

/** Prints the snippet and the tag, as early as possible. */
function print_head(): void {
	$release = release_of_page();
	if ( ! $release || ! $release['languages'] ) {
		return;
	}
	wp_print_inline_script_tag( $release['snippet'], AS_IS );
	wp_print_script_tag( tag_attributes( $release, settings() ) );
}
add_action( 'wp_head', __NAMESPACE__ . '\\print_head', 0 );

/** Prints the consent banner once: at the start of the body, or at its end if the theme has no place at its start. */
function print_banner(): void {
	static $is_printed = false;
	$release = release_of_page();
	if ( $is_printed || ! $release || 'ours' !== settings()['consent'] ) {
		return;
	}
	$is_printed = true;
	echo '<inkling-consent></inkling-consent>';
	wp_print_script_tag( array( 'type' => 'module' ) + script_attributes( $release, 'consent-banner.js' ) );
}
add_action( 'wp_body_open', __NAMESPACE__ . '\\print_banner', 0 );
add_action( 'wp_footer', __NAMESPACE__ . '\\print_banner', 0 );
