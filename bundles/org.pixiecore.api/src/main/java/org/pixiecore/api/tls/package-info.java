/** TLS to other servers, with a site's own certificates. */
@Export
@Version("1.0.0")
package org.pixiecore.api.tls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
