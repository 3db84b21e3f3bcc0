/**
 * What happens to machines on their way to boot, told by whoever sees it. The bundles that serve
 * machines report; whoever wants to know listens; neither knows the other.
 */
@Export
@Version("1.0.0")
package org.pixiecore.api.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
