/**
 * Boots what a recipe says, from files that are fetched once. A {@link
 * org.pixiecore.booter.recipe.BootRecipe} is read from a file; a {@link
 * org.pixiecore.booter.recipe.Preparation} turns it into a {@link
 * org.pixiecore.booter.recipe.PreparedBoot} with files of the {@link
 * org.pixiecore.booter.recipe.Cache}.
 */
package org.pixiecore.booter.recipe;
