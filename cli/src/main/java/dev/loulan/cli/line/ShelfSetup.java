package dev.loulan.cli.line;

import dev.loulan.domain.agreement.TermsDocument;
import dev.loulan.domain.json.Json;
import java.util.List;

/**
 * The one shelf of a line.
 *
 * @param boards names of all boards that will connect
 * @param openShelf whether there is no door, so that the whole feed is one session
 * @param terms names the three parties and the shelf
 * @param planogram content of the planogram document
 * @param prices content of the price document
 * @param documentsFrom from when both hold, RFC 3339
 * @param seed from which keys and ids derive
 */
public record ShelfSetup(
    String device,
    String shelf,
    List<String> boards,
    String zone,
    String cutoff,
    String currency,
    boolean openShelf,
    TermsDocument terms,
    Json planogram,
    Json prices,
    String documentsFrom,
    long seed) {}
