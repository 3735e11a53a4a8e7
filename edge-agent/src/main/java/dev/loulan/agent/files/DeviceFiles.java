package dev.loulan.agent.files;

import java.util.List;
import java.util.Optional;

/**
 * Keeps small files by name, such as {@code settings.json} or {@code documents/1.json}. A write is
 * durable when it returns and never half there.
 */
public interface DeviceFiles {

  /** The file's content; empty when there is none or it cannot be read. */
  Optional<byte[]> read(String name);

  /**
   * Writes the whole file.
   *
   * @throws dev.loulan.provisioning.ProvisioningException when it cannot be written
   */
  void write(String name, String content);

  /**
   * As {@link #write}, for a text that changes with each session: in place, which costs the card a
   * third less. {@link #overwritten} reads it.
   *
   * @throws dev.loulan.provisioning.ProvisioningException when it cannot be written
   */
  void overwrite(String name, String content);

  /** What was overwritten last; empty when nothing was or it cannot be read. */
  Optional<byte[]> overwritten(String name);

  /** The names of the files in a folder, with the folder, in order. */
  List<String> names(String folder);
}
