package dev.loulan.sync.intake;

import java.time.Instant;

/**
 * Nothing more is taken from a device, and nothing of it goes to the ledger, until a person
 * releases it. Other devices are not touched.
 *
 * @param what happened, in a sentence
 * @param proof two notes that the device itself signed and that contradict each other: ours, which
 *     was cosigned, an empty line, theirs
 */
public record Quarantine(String device, String what, String proof, Instant since) {}
