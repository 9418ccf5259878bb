<?php
/**
 * Removes everything that the plugin has stored on the server: options, scheduled events, and files below uploads.
 *
 * @package Inkling
 */

namespace Inkling;

if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
	exit;
}

const PLUGIN_FILE = __DIR__ . '/inkling.php';
require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/release.php';

/** Removes it from the current site. */
function uninstall_here(): void {
	foreach ( array( SETTINGS, RELEASE, 'inkling_error' ) as $option ) {
		delete_option( $option );
	}
	remove_folder( uploads()['folder'] );
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $inkling_site ) {
		switch_to_blog( $inkling_site );
		uninstall_here();
		restore_current_blog();
	}
} else {
	uninstall_here();
}
