/** What people can see and do, for JMX; and the booters' configuration files. */
package org.pixiecore.management;
