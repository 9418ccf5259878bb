<?php
/**
 * What the site's privacy policy should say, and the registration with the WP Consent API.
 *
 * @package Inkling
 */

namespace Inkling;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/** Suggests a text for the privacy policy. */
function suggest_privacy_text(): void {
	$paragraphs = array(
		__( 'Lists on this site can be ordered by what you read here. This happens in your own browser, and only with your consent.', 'inkling' ),
		__( 'With your consent, your browser stores which posts you were shown and opened, for up to 60 days, and your choice for up to 182 days. What you read isn\'t sent to us or to anybody else. Your browser downloads the same files from this site as that of every other reader.', 'inkling' ),
		__( 'You can withdraw your consent at any time. Your browser then deletes everything except the choice itself.', 'inkling' ),
	);
	$html = '<p class="privacy-policy-tutorial">' . esc_html__( 'Inkling personalises lists on the reader\'s device. Adapt this text to the settings of your site.', 'inkling' ) . '</p>';
	foreach ( $paragraphs as $paragraph ) {
		$html .= '<p>' . esc_html( $paragraph ) . '</p>';
	}
	wp_add_privacy_policy_content( 'Inkling', $html );
}
add_action( 'admin_init', __NAMESPACE__ . '\\suggest_privacy_text' );

// Tells the WP Consent API that the plugin follows it.
add_filter( 'wp_consent_api_registered_' . plugin_basename( PLUGIN_FILE ), '__return_true' );
