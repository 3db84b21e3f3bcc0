/** Whether this server can boot a machine now. */
package org.pixiecore.health;
