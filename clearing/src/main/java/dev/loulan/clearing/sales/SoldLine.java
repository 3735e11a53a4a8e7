package dev.loulan.clearing.sales;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One line of a sales file.
 *
 * @param line of the file, from 1
 * @param billDay day of the bill; none while no bill has it
 * @param quantity units, 1 where the file does not tell
 * @param hold why the line waits for a person; none when it is a sale
 */
public record SoldLine(
    long line,
    String device,
    String site,
    String product,
    String transaction,
    LocalDate day,
    Optional<LocalDate> billDay,
    boolean cash,
    long quantity,
    long unitPriceMinor,
    long totalMinor,
    Optional<String> hold) {}
