/** What is fit for a log, and how much of it when the world goes mad. */
@Export
@Version("1.0.0")
package org.pixiecore.api.log;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
