<?php
/**
 * The settings page. WordPress's Settings API checks the nonce and the capability.
 *
 * @package Inkling
 */

namespace Inkling;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/** Registers the setting. */
function register(): void {
	register_setting(
		'inkling',
		SETTINGS,
		array(
			'type'              => 'array',
			'sanitize_callback' => __NAMESPACE__ . '\\settings_from_form',
		)
	);
}
add_action( 'admin_init', __NAMESPACE__ . '\\register' );

/**
 * Settings as the form sends them: an unchecked box sends nothing.
 *
 * @param mixed $given The form's fields.
 */
function settings_from_form( $given ): array {
	return valid_settings( is_array( $given ) ? $given + array( 'enabled' => '' ) : $given );
}

/** Adds the page to the menu. */
function add_page(): void {
	add_options_page( __( 'Inkling', 'inkling' ), __( 'Inkling', 'inkling' ), 'manage_options', 'inkling', __NAMESPACE__ . '\\print_page' );
}
add_action( 'admin_menu', __NAMESPACE__ . '\\add_page' );

/**
 * Adds a link to the settings to the list of plugins.
 *
 * @param string[] $links The plugin's links.
 */
function add_link( $links ): array {
	$link = sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=inkling' ) ), esc_html__( 'Settings', 'inkling' ) );
	return array_merge( array( $link ), (array) $links );
}
add_filter( 'plugin_action_links_' . plugin_basename( PLUGIN_FILE ), __NAMESPACE__ . '\\add_link' );

/** Why the release couldn't be restored, or null. */
function reason(): ?string {
	switch ( get_option( 'inkling_error', '' ) ) {
		case '':
			return null;
		case 'unwritable':
			/* translators: %s: a folder */
			return sprintf( __( 'The files of Inkling could not be written to %s. Make the folder writable, and load this page again.', 'inkling' ), uploads()['folder'] );
		case 'missing':
			return __( 'The plugin contains no release. Build it, or install it from its archive.', 'inkling' );
		default:
			return __( 'The files of the plugin are damaged. Install it again.', 'inkling' );
	}
}

/** Prints a checkbox. */
function print_checkbox( string $name, string $label, bool $is_checked ): void {
	printf(
		'<p><label><input type="checkbox" name="%s" value="1"%s> %s</label></p>',
		esc_attr( SETTINGS . '[' . $name . ']' ),
		checked( $is_checked, true, false ),
		esc_html( $label )
	);
}

/** Prints the page. */
function print_page(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$settings = settings();
	$release  = installed_release();
	$reason   = reason();
	$sources  = array(
		'ours'   => __( 'Inkling\'s own banner', 'inkling' ),
		'wp'     => __( 'the consent plugin of this site, through the WP Consent API', 'inkling' ),
		'manual' => __( 'calls of inkling.push in my own code', 'inkling' ),
	);
	?>
	<div class="wrap">
		<h1><?php esc_html_e( 'Inkling', 'inkling' ); ?></h1>
		<?php if ( null !== $reason ) : ?>
			<div class="notice notice-error"><p><?php echo esc_html( $reason ); ?></p></div>
		<?php endif; ?>
		<form action="options.php" method="post">
			<?php settings_fields( 'inkling' ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><?php esc_html_e( 'Pages', 'inkling' ); ?></th>
					<td><?php print_checkbox( 'enabled', __( 'Load Inkling on the pages of this site', 'inkling' ), $settings['enabled'] ); ?></td>
				</tr>
				<tr>
					<th scope="row"><?php esc_html_e( 'Lists', 'inkling' ); ?></th>
					<td>
						<p><?php esc_html_e( 'Blocks named "For this reader" are always ordered.', 'inkling' ); ?></p>
						<?php
						print_checkbox( 'loops', __( 'Also order all other Query Loop blocks', 'inkling' ), $settings['loops'] );
						print_checkbox( 'classic', __( 'With a classic theme, order the posts of the home page and of archives', 'inkling' ), $settings['classic'] );
						?>
					</td>
				</tr>
				<tr>
					<th scope="row"><label for="inkling-strength"><?php esc_html_e( 'Strength', 'inkling' ); ?></label></th>
					<td>
						<input type="number" id="inkling-strength" name="<?php echo esc_attr( SETTINGS . '[strength]' ); ?>" min="0" max="1" step="0.05" value="<?php echo esc_attr( (string) $settings['strength'] ); ?>" aria-describedby="inkling-strength-help">
						<p class="description" id="inkling-strength-help"><?php esc_html_e( '1: the reader\'s order. 0: your own order.', 'inkling' ); ?></p>
					</td>
				</tr>
				<tr>
					<th scope="row"><label for="inkling-consent"><?php esc_html_e( 'Consent', 'inkling' ); ?></label></th>
					<td>
						<select id="inkling-consent" name="<?php echo esc_attr( SETTINGS . '[consent]' ); ?>">
							<?php foreach ( $sources as $value => $label ) : ?>
								<option value="<?php echo esc_attr( $value ); ?>"<?php selected( $settings['consent'], $value ); ?>><?php echo esc_html( $label ); ?></option>
							<?php endforeach; ?>
						</select>
						<?php if ( 'wp' === $settings['consent'] && ! function_exists( 'wp_has_consent' ) ) : ?>
							<p class="description"><?php esc_html_e( 'The plugin WP Consent API isn\'t active. Until it is, no list is ordered.', 'inkling' ); ?></p>
						<?php endif; ?>
					</td>
				</tr>
				<?php if ( $release && count( $release['languages'] ) > 1 ) : ?>
					<tr>
						<th scope="row"><?php esc_html_e( 'Languages', 'inkling' ); ?></th>
						<td><fieldset>
							<legend><?php esc_html_e( 'Languages of posts, besides the language of the site', 'inkling' ); ?></legend>
							<?php foreach ( $release['languages'] as $code ) : ?>
								<label><input type="checkbox" name="<?php echo esc_attr( SETTINGS . '[languages][]' ); ?>" value="<?php echo esc_attr( $code ); ?>"<?php checked( in_array( $code, $settings['languages'], true ) ); ?>> <?php echo esc_html( $code ); ?></label>
							<?php endforeach; ?>
						</fieldset></td>
					</tr>
				<?php endif; ?>
			</table>
			<?php submit_button(); ?>
		</form>
		<?php if ( $release ) : ?>
			<p>
			<?php
			/* translators: %s: a version, such as 1.0.0 */
			echo esc_html( sprintf( __( 'Release: %s', 'inkling' ), $release['version'] ) );
			?>
			</p>
		<?php endif; ?>
	</div>
	<?php
}
