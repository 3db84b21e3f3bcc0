package org.pixiecore.dhcp;

/**
 * How PXE firmware is answered. What other clients are told is always the same.
 *
 * @param form of an offer
 * @param menu what is shown where the form is {@link AnswerForm#MENU}
 */
public record Manner(AnswerForm form, BootMenu menu) {

  /** What most firmware takes. */
  public static final Manner DIRECT = new Manner(AnswerForm.DIRECT, BootMenu.UNSEEN);
}
