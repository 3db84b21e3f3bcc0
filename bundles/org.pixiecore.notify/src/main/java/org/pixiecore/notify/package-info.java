/** Tells others what happens to machines: OSGi's Event Admin, and webhooks. */
package org.pixiecore.notify;
