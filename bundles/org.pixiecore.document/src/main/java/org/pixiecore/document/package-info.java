/**
 * What a machine boots, written in JSON: the one vocabulary that answers of the HTTP API and the
 * machine files share.
 */
@Export
@Version("1.0.0")
package org.pixiecore.document;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
