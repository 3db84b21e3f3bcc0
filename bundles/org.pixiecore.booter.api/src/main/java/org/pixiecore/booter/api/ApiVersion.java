package org.pixiecore.booter.api;

/** A version of the HTTP API: what an answer's status means. */
enum ApiVersion {

  /** As Pixiecore has always had it: any status but 200 means "not this machine". */
  ONE(1) {
    @Override
    Meaning of(int status) {
      if (status == 200) {
        return Meaning.DOCUMENT;
      }
      boolean trouble = status >= 500 || status == 401 || status == 403 || status == 407;
      return trouble ? Meaning.NOT_MINE_BUT_ODD : Meaning.NOT_MINE;
    }
  },

  /** With more in the question and the answer, and a way to say "ask me again later". */
  TWO(2) {
    @Override
    Meaning of(int status) {
      return switch (status) {
        case 200 -> Meaning.DOCUMENT;
        case 204, 404 -> Meaning.NOT_MINE;
        case 408, 429 -> Meaning.CANNOT_SAY;
        default -> status >= 500 ? Meaning.CANNOT_SAY : Meaning.NOT_MINE_BUT_ODD;
      };
    }
  };

  /** What a status says about a machine. */
  enum Meaning {
    /** What it boots is in the body. */
    DOCUMENT,
    /** "Not this machine." */
    NOT_MINE,
    /** The same, but hardly what the server's owner wants: somebody should look at it. */
    NOT_MINE_BUT_ODD,
    /** Nothing; it is to be asked again. */
    CANNOT_SAY
  }

  /** Where it is in the URL, after {@code v}. */
  final int number;

  ApiVersion(int number) {
    this.number = number;
  }

  /** What an answer with that status says. */
  abstract Meaning of(int status);
}
