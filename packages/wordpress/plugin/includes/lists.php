<?php
/**
 * Marks lists of posts, so that Inkling orders them.
 *
 * @package Inkling
 */

namespace Inkling;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/** Namespace of the Query Loop variation "For this reader". */
const VARIATION = 'inkling/for-this-reader';

/**
 * Marks the list of a Query Loop block.
 *
 * A loop with enhanced pagination isn't marked, because WordPress then replaces the list's content by a script that expects its own order.
 *
 * @param string $html  The rendered block.
 * @param array  $block The parsed block.
 */
function mark_query( $html, $block ) {
	$attributes = $block['attrs'] ?? array();
	$is_wanted  = VARIATION === ( $attributes['namespace'] ?? '' ) || settings()['loops'];
	if ( ! $is_wanted || ! empty( $attributes['enhancedPagination'] ) || ! is_string( $html ) || ! release_of_page() ) {
		return $html;
	}
	$tags = new \WP_HTML_Tag_Processor( $html );
	// The first is the block's own: loops inside it come later.
	if ( $tags->next_tag( array( 'class_name' => 'wp-block-post-template' ) ) && null === $tags->get_attribute( 'data-inkling-list' ) ) {
		$tags->set_attribute( 'data-inkling-list', list_name( $attributes ) );
	}
	return $tags->get_updated_html();
}
add_filter( 'render_block_core/query', __NAMESPACE__ . '\\mark_query', 10, 2 );

/**
 * A name that is the same wherever the same list is shown: the one given in the editor, or else one made from the query.
 *
 * @param array $attributes The block's.
 */
function list_name( array $attributes ): string {
	$name = sanitize_title( (string) ( $attributes['metadata']['name'] ?? '' ) );
	if ( '' !== $name ) {
		return substr( $name, 0, 60 );
	}
	$query = (array) ( $attributes['query'] ?? array() );
	if ( ! empty( $query['inherit'] ) ) {
		return 'posts';
	}
	unset( $query['perPage'], $query['pages'], $query['offset'] );
	ksort( $query );
	return 'loop-' . substr( md5( (string) wp_json_encode( $query ) ), 0, 8 );
}

/** Whether the main loop of a classic theme's list is open. */
function classic_loop( ?bool $is_open = null ): bool {
	static $state = false;
	$state        = $is_open ?? $state;
	return $state;
}

/**
 * Opens a list around a classic theme's main loop. `display: contents` keeps the theme's layout.
 *
 * @param \WP_Query $query The query that starts.
 */
function open_classic_loop( $query ): void {
	static $is_done = false;
	$is_list        = $query instanceof \WP_Query && $query->is_main_query() && ! $query->is_singular() && ! $query->is_feed();
	// Before the head is printed, a loop shows nothing.
	if ( $is_done || ! $is_list || is_admin() || wp_is_block_theme() || ! did_action( 'wp_head' ) || doing_action( 'wp_head' ) ) {
		return;
	}
	if ( ! settings()['classic'] || ! release_of_page() ) {
		return;
	}
	$is_done = true;
	classic_loop( true );
	echo '<div data-inkling-list="posts" style="display:contents">';
}
add_action( 'loop_start', __NAMESPACE__ . '\\open_classic_loop', PHP_INT_MAX );

/**
 * Closes the list. A theme that leaves its loop early is caught at the sidebar or footer.
 *
 * @param mixed $query The query that ends, or what other actions pass.
 */
function close_classic_loop( $query = null ): void {
	if ( ! classic_loop() || ( $query instanceof \WP_Query && ! $query->is_main_query() ) ) {
		return;
	}
	classic_loop( false );
	echo '</div>';
}
add_action( 'loop_end', __NAMESPACE__ . '\\close_classic_loop', PHP_INT_MIN );
foreach ( array( 'get_sidebar', 'get_footer', 'wp_footer' ) as $inkling_action ) {
	add_action( $inkling_action, __NAMESPACE__ . '\\close_classic_loop', PHP_INT_MIN );
}

/** Offers the variation in the editor. */
function enqueue_editor(): void {
	$path = dirname( PLUGIN_FILE ) . '/blocks/editor.js';
	wp_enqueue_script(
		'inkling-editor',
		plugins_url( 'blocks/editor.js', PLUGIN_FILE ),
		array( 'wp-blocks' ),
		(string) filemtime( $path ),
		true
	);
	wp_localize_script(
		'inkling-editor',
		'inklingEditor',
		array(
			'title'       => __( 'For this reader', 'inkling' ),
			'description' => __( 'A list of posts that Inkling orders in the reader\'s own browser.', 'inkling' ),
		)
	);
}
add_action( 'enqueue_block_editor_assets', __NAMESPACE__ . '\\enqueue_editor' );
