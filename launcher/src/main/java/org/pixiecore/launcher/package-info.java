/**
 * The command line: {@code pixiecore boot KERNEL INITRD...} and its sisters run the Karaf
 * distribution that it is part of, with one booter and a configuration of their own.
 *
 * <p>Arguments become {@link BooterOptions} and {@link ServerOptions}, which are checked before
 * anything starts; those become {@linkplain BootConfiguration configuration} for the bundles, which
 * is put where ConfigurationAdmin keeps its own, so that no bundle ever runs with another. Nothing
 * in the distribution's folder is written.
 */
package org.pixiecore.launcher;
