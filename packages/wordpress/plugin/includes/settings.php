<?php
/**
 * The plugin's settings: one option, validated when written and again when read, because other code may write it.
 *
 * @package Inkling
 */

namespace Inkling;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const SETTINGS = 'inkling_settings';

/** Sources of consent: the plugin's banner, the WP Consent API, or the site's own calls. */
const CONSENT_SOURCES = array( 'ours', 'wp', 'manual' );

/**
 * Valid settings, whatever was given.
 *
 * @param mixed $given From the form or the database.
 */
function valid_settings( $given ): array {
	$given     = is_array( $given ) ? $given : array();
	$strength  = $given['strength'] ?? 1;
	$consent   = $given['consent'] ?? 'ours';
	$languages = is_array( $given['languages'] ?? null ) ? $given['languages'] : array();
	return array(
		'enabled'   => ! isset( $given['enabled'] ) || ! empty( $given['enabled'] ),
		'loops'     => ! empty( $given['loops'] ),
		'classic'   => ! empty( $given['classic'] ),
		'strength'  => is_numeric( $strength ) ? min( 1.0, max( 0.0, round( (float) $strength, 2 ) ) ) : 1.0,
		'consent'   => in_array( $consent, CONSENT_SOURCES, true ) ? $consent : 'ours',
		'languages' => array_values(
			array_filter(
				$languages,
				static function ( $code ) {
					return is_string( $code ) && preg_match( '/^[a-z]{2,3}$/D', $code );
				}
			)
		),
	);
}

/** The current settings. */
function settings(): array {
	return valid_settings( get_option( SETTINGS ) );
}
