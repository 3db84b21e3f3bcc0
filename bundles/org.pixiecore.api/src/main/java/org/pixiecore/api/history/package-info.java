/** How machines' boots went and go, made from the events, and why those failed that failed. */
@Export
@Version("1.0.0")
package org.pixiecore.api.history;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
