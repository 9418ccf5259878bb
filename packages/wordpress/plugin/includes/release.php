<?php
/**
 * The release of Inkling that pages load. The plugin directory refuses some of its file types, so the plugin contains
 * them wrapped, and restores them below uploads, where each file has its own name and bytes again.
 *
 * @package Inkling
 */

namespace Inkling;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/** What page views need to know about the restored release, so that they read no files. */
const RELEASE = 'inkling_release';

/** Folder that contains the restored releases, and its address. */
function uploads(): array {
	$uploads = wp_upload_dir( null, false );
	return array(
		'folder' => $uploads['basedir'] . '/inkling',
		'url'    => set_url_scheme( $uploads['baseurl'] . '/inkling' ),
	);
}

/** Version of the newest release that the plugin contains, or null. */
function contained_version(): ?string {
	$versions = array();
	foreach ( (array) glob( dirname( PLUGIN_FILE ) . '/release/*/wordpress.json' ) as $path ) {
		$versions[] = basename( dirname( $path ) );
	}
	usort( $versions, 'version_compare' );
	return $versions ? end( $versions ) : null;
}

/** The restored release, or null. */
function installed_release(): ?array {
	$release = get_option( RELEASE );
	$is_whole = is_array( $release ) && is_string( $release['version'] ?? null ) && is_string( $release['snippet'] ?? null )
		&& is_array( $release['languages'] ?? null ) && is_array( $release['integrity'] ?? null );
	return $is_whole ? $release : null;
}

/**
 * Restores the release if a new one has arrived with an update. Only for administration and cron, so that no reader waits.
 */
function update_release(): void {
	$version = contained_version();
	if ( null === $version ) {
		return;
	}
	$release = installed_release();
	if ( ! $release || $release['version'] !== $version || ! is_dir( uploads()['folder'] . '/' . $version ) ) {
		install_release();
	}
}
add_action( 'admin_init', __NAMESPACE__ . '\\update_release' );

/**
 * Restores the newest release. On failure, pages keep the previous one, and the settings page tells the reason.
 *
 * @return bool Whether it succeeded.
 */
function install_release(): bool {
	$version = contained_version();
	$error   = null === $version ? 'missing' : restore( $version );
	if ( null !== $error ) {
		update_option( 'inkling_error', $error, false );
		return false;
	}
	delete_option( 'inkling_error' );
	return true;
}

/**
 * Restores one release under a temporary name, and then renames it, so that pages never see an incomplete one.
 *
 * @return string|null Why it failed.
 */
function restore( string $version ): ?string {
	$source  = dirname( PLUGIN_FILE ) . '/release/' . $version;
	$release = read_json( $source . '/wordpress.json' );
	if ( ! $release || ( $release['version'] ?? '' ) !== $version || ! is_array( $release['files'] ?? null ) ) {
		return 'damaged';
	}
	$folder = uploads()['folder'];
	$half   = $folder . '/half-' . wp_generate_password( 12, false );
	$error  = null;
	foreach ( $release['files'] as $name => $file ) {
		$error = restore_file( $source, $half, (string) $name, (array) $file );
		if ( null !== $error ) {
			break;
		}
	}
	if ( null === $error ) {
		remove_folder( $folder . '/' . $version );
		// phpcs:ignore WordPress.WP.AlternativeFunctions.rename_rename -- WP_Filesystem may ask for credentials.
		$error = rename( $half, $folder . '/' . $version ) ? null : 'unwritable';
	}
	if ( null !== $error ) {
		remove_folder( $half );
		return $error;
	}
	$before = installed_release();
	unset( $release['files'] );
	update_option( RELEASE, $release, true );
	// Open tabs and cached pages still load the previous release.
	$kept = array( $version, $before['version'] ?? '' );
	foreach ( (array) glob( $folder . '/*', GLOB_ONLYDIR ) as $other ) {
		if ( ! in_array( basename( $other ), $kept, true ) ) {
			remove_folder( $other );
		}
	}
	return null;
}

/**
 * Restores one file, and verifies its hash.
 *
 * @return string|null Why it failed.
 */
function restore_file( string $source, string $target, string $name, array $file ): ?string {
	// Plain names only: they must not lead out of the folder, and no server must run them as PHP.
	if ( ! preg_match( '~^(?:[a-z0-9][a-z0-9_-]*/)*[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[a-z0-9]+)+$~D', $name ) || preg_match( '~\.ph~', $name ) ) {
		return 'damaged';
	}
	if ( empty( $file['wrapped'] ) ) {
		// phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- A local file.
		$bytes = file_get_contents( $source . '/' . $name );
	} else {
		$wrapped = read_json( $source . '/' . $name . '.json' );
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- Weights, not code.
		$bytes = base64_decode( (string) ( $wrapped['base64'] ?? '' ), true );
	}
	if ( ! is_string( $bytes ) || hash( 'sha256', $bytes ) !== ( $file['sha256'] ?? '' ) ) {
		return 'damaged';
	}
	$path = $target . '/' . $name;
	// phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_operations_file_put_contents -- As above.
	return wp_mkdir_p( dirname( $path ) ) && file_put_contents( $path, $bytes ) === strlen( $bytes ) ? null : 'unwritable';
}

/** A JSON file as an array, or null. */
function read_json( string $path ): ?array {
	// phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- A local file.
	$text = is_readable( $path ) ? file_get_contents( $path ) : false;
	$json = is_string( $text ) ? json_decode( $text, true ) : null;
	return is_array( $json ) ? $json : null;
}

/** Deletes a folder below uploads. Links are deleted, never followed. */
function remove_folder( string $folder ): void {
	if ( is_link( $folder ) || ! is_dir( $folder ) ) {
		return;
	}
	foreach ( array_diff( (array) scandir( $folder ), array( '.', '..' ) ) as $name ) {
		$path = $folder . '/' . $name;
		if ( is_dir( $path ) && ! is_link( $path ) ) {
			remove_folder( $path );
		} else {
			wp_delete_file( $path );
		}
	}
	// phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_operations_rmdir -- As above.
	rmdir( $folder );
}
