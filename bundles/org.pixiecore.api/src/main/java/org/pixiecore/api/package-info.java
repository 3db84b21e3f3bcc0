/**
 * The contract between the bundles of Pixiecore: who asks to boot ({@link
 * org.pixiecore.api.Machine}), what it is to boot ({@link org.pixiecore.api.BootSpec}), who says so
 * ({@link org.pixiecore.api.Booter}), and the services that carry a boot from one bundle to the
 * next.
 *
 * <p>To write a booter, {@link org.pixiecore.api.Booter} and the values that it returns are enough.
 */
@Export
@Version("1.0.0")
package org.pixiecore.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
