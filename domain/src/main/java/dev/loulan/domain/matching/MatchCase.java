package dev.loulan.domain.matching;

import dev.loulan.domain.BusinessDay;
import java.util.Optional;

/**
 * One finding. At least one of {@code saleId} and {@code lineId} is there.
 *
 * @param saleId of the sale, or of the review
 * @param amountMinor of the sale; of the line when there is no sale
 * @param billedMinor of the line, when there is one
 * @param billDay of the line, when there is one
 */
public record MatchCase(
    CaseKind kind,
    Optional<String> saleId,
    Optional<String> lineId,
    Optional<TenderReference> tender,
    long amountMinor,
    Optional<Long> billedMinor,
    Optional<BusinessDay> billDay) {}
