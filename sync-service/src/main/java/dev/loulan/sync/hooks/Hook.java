package dev.loulan.sync.hooks;

import dev.loulan.journal.entry.Bytes;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

/**
 * A subscriber.
 *
 * @param secret 32 bytes that only the server and this subscriber know
 * @param gone whether the subscriber answered that it is gone (410); nothing is sent any more
 */
public record Hook(String id, URI url, Set<HookKind> kinds, Bytes secret, boolean gone) {
  public Hook {
    kinds = Set.copyOf(EnumSet.copyOf(kinds));
  }
}
