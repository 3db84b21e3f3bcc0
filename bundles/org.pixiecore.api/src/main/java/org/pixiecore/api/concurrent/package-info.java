/** Threads that a bundle starts. */
@Export
@Version("1.0.0")
package org.pixiecore.api.concurrent;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
