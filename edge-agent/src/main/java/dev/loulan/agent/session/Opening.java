package dev.loulan.agent.session;

import dev.loulan.journal.entry.SessionOpened;
import org.jspecify.annotations.Nullable;

/**
 * How a session began. It is kept beside the journal, durably, before anything depends on it: in
 * the journal it rides along with what the session comes to, which spares a commit.
 *
 * @param atMicros time of the entry
 * @param door whose opening began it; null when none did
 * @param entry as it stands, or will stand, in the journal
 */
public record Opening(
    long atMicros, boolean timeTrusted, @Nullable String door, SessionOpened entry) {}
