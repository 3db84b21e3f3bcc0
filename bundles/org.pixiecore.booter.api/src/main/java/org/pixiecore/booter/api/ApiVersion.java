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
      return switch (status) {
        case 401, 403, 407, 408, 429 -> Meaning.NOT_MINE_BUT_ODD;
        default -> status >= 500 ? Meaning.NOT_MINE_BUT_ODD : Meaning.NOT_MINE;
      };
    }
  },

  /** With more in the question and the answer, and a way to say "ask me again later". */
  TWO(2) {
    @Override
    Meaning of(int status) {
      return switch (status) {
        case 200 -> Meaning.DOCUMENT;
        case 204, 404, 410 -> Meaning.NOT_MINE;
        // also a password that is no longer right: it says nothing about the machine
        default -> Meaning.CANNOT_SAY;
      };
    }
  };

  /** What a status says about a machine. */
  enum Meaning {
    /** What it boots is in the body. */
    DOCUMENT,
    /** "Not this machine." */
    NOT_MINE,
    /**
     * The same for now, but hardly what the server's owner wants: somebody should look at it, and
     * what it said before about the machine is not taken back.
     */
    NOT_MINE_BUT_ODD,
    /** Nothing. */
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
