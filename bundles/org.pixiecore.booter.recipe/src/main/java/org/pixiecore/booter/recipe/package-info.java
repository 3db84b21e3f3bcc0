/** Boots what a recipe says, from files that are fetched once. */
package org.pixiecore.booter.recipe;
