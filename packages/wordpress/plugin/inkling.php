<?php
/**
 * Plugin Name:       Inkling
 * Description:       Orders lists of posts for each reader, in the reader's own browser. Nothing about the reader leaves it.
 * Version:           0.2.0
 * Requires at least: 6.4
 * Requires PHP:      7.4
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       inkling
 * Domain Path:       /languages
 *
 * @package Inkling
 */

namespace Inkling;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const PLUGIN_FILE = __FILE__;

require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/release.php';
require __DIR__ . '/includes/head.php';
require __DIR__ . '/includes/lists.php';
require __DIR__ . '/includes/admin.php';
require __DIR__ . '/includes/privacy.php';

add_action(
	'init',
	static function () {
		load_plugin_textdomain( 'inkling', false, dirname( plugin_basename( PLUGIN_FILE ) ) . '/languages' );
	}
);
register_activation_hook( PLUGIN_FILE, __NAMESPACE__ . '\\install_release' );
