package dev.loulan.journal.entry;

/**
 * The payment provider's promise to pay for a session.
 *
 * @param provider name of the payment provider
 * @param merchant the operator's account there
 * @param reference the provider's own reference; it matches a sale with a line of the bill
 */
public record Tender(String provider, String merchant, String reference) {}
