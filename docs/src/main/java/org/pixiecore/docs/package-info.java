/** The documents' own tools: what writes pages from the build, and what checks pages. */
package org.pixiecore.docs;
