/** How this server itself is, for people and for health checks. */
@Export
@Version("1.0.0")
package org.pixiecore.api.status;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
