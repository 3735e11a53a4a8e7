package dev.loulan.agent.files;

import dev.loulan.provisioning.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files in the agent's data folder. */
public final class FolderFiles implements DeviceFiles {
  private final Path data;

  public FolderFiles(Path data) {
    this.data = data;
  }

  @Override
  public Optional<byte[]> read(String name) {
    try {
      Path file = data.resolve(name);
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String name, String content) {
    SecretFile.write(data.resolve(name), content);
  }

  @Override
  public void overwrite(String name, String content) {
    Path file = data.resolve(name);
    try {
      if (!Files.exists(file)) {
        SecretFile.write(file, "");
      }
      Slots.write(file, content);
    } catch (IOException e) {
      throw SecretFile.unwritten(file, e);
    }
  }

  @Override
  public Optional<byte[]> overwritten(String name) {
    try {
      Path file = data.resolve(name);
      return Files.exists(file) ? Slots.read(file) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> names(String folder) {
    Path path = data.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.map(f -> folder + "/" + f.getFileName()).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
