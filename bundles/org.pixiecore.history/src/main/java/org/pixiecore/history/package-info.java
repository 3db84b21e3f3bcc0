/** Keeps what happened to machines, and says why one does not boot. */
package org.pixiecore.history;
