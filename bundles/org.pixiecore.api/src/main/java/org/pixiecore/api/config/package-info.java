/**
 * Configuration that people edit while machines boot: values are checked, a bad one is refused with
 * a log line that says what is allowed, and the last good settings stay.
 */
@Export
@Version("1.0.0")
package org.pixiecore.api.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
