// The tightest limit of all platforms for each part of a reply, in one frozen table.

/** Characters or counts; the platform that sets each stands beside it. */
export const limits = Object.freeze({
  /** Discord custom_id. */
  action: 100,
  /** Slack button text. */
  buttonLabel: 75,
  /** Slack and Discord select. */
  options: 25,
  /** Slack option text. */
  optionLabel: 75,
  /** Discord modal. */
  formFields: 5,
  /** Discord modal label. */
  fieldLabel: 45,
  /** Slack modal title. */
  formTitle: 24,
  /** Slack header block. */
  heading: 150,
  /** Slack image alt is 2,000, Discord media description 1,024; kept under both. */
  alt: 1000,
  /** Buttons in one message, a rating's eleven apart. */
  buttons: 8,
  /** Discord text displays in one message share 4,000 characters. */
  text: 4000,
  /** Characters a field of a contact. */
  field: 500,
  /** Characters a note. */
  note: 4000,
});
