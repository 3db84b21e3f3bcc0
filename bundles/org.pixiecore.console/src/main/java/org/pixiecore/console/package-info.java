/** The page for people, and the JSON behind it. */
package org.pixiecore.console;
