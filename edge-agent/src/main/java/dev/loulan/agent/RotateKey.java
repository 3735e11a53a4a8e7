package dev.loulan.agent;

import dev.loulan.agent.identity.JournalKeys;
import dev.loulan.journal.key.DeviceSigner;
import java.io.IOException;
import java.util.ResourceBundle;

/** Prepares a change of the journal's key; the agent carries it out at its next start. */
final class RotateKey {
  private RotateKey() {}

  /**
   * Makes the next key where the settings say, or finds the one made before.
   *
   * @return a sentence for a person
   */
  static String prepare(AgentSettings settings) {
    try (JournalKeys keys = settings.journalKeys()) {
      DeviceSigner next = keys.prepareNext();
      String vkey = JournalKeys.vkey(settings.device(), next).encode();
      return ResourceBundle.getBundle("agent-messages").getString("key.prepared").formatted(vkey);
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException(
          StartException.Kind.FAILED,
          e,
          StartException.text("key.notMade", StartException.retold(e)));
    }
  }
}
