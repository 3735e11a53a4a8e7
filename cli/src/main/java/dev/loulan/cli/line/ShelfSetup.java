package dev.loulan.cli.line;

import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Json;

/**
 * The one shelf of a line.
 *
 * @param terms names the three parties and the shelf
 * @param planogram content of the planogram document
 * @param prices content of the price document
 * @param documentsFrom from when both hold, RFC 3339
 * @param seed from which keys and ids derive
 */
public record ShelfSetup(
    String device,
    String shelf,
    String zone,
    String cutoff,
    String currency,
    boolean openShelf,
    TermsDocument terms,
    Json planogram,
    Json prices,
    String documentsFrom,
    long seed) {}
