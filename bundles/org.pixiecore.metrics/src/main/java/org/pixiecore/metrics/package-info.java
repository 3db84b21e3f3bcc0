/** Counts what happens to machines, for Prometheus. */
package org.pixiecore.metrics;
