/** What the tests of several bundles use. */
package org.pixiecore.api.testing;
