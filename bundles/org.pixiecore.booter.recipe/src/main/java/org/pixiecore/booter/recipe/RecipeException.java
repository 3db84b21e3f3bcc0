package org.pixiecore.booter.recipe;

/** A recipe that cannot be used; the message says for people what is wrong with it. */
final class RecipeException extends Exception {

  RecipeException(String message) {
    super(message);
  }

  RecipeException(String message, Throwable cause) {
    super(message, cause);
  }
}
