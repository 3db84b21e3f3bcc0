/** Services of other bundles, for those that show them to people. */
@Export
@Version("1.0.0")
package org.pixiecore.api.service;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
