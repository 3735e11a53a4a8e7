package dev.loulan.agent.store;

/**
 * What the journal and its windows take, and what is left.
 *
 * @param journalBytes of the journal with its write-ahead log and its archives
 * @param evidenceBytes of the raw windows, which may be shed
 * @param freeBytes that the file system still gives, the reserve counted as free
 * @param journalBytesADay how fast the journal grows
 */
public record StoreSpace(
    long journalBytes, long evidenceBytes, long freeBytes, long journalBytesADay) {}
