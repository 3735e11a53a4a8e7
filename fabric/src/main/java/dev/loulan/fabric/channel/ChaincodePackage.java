package dev.loulan.fabric.channel;

import dev.loulan.fabric.FabricProblem;
import dev.loulan.fabric.FabricProblem.Kind;
import dev.loulan.fabric.layout.Node;
import dev.loulan.provisioning.Pem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * What a peer installs for one definition: its name, and nothing else, so that all peers of an
 * organisation install the same package, which is what it can approve. Where its own chaincode
 * server is each peer is told by its builder, from {@link #connection}.
 *
 * @param id the label and the package's SHA-256
 */
record ChaincodePackage(Path file, String id) {

  static ChaincodePackage make(Path folder, String definition) {
    String metadata = "{\"type\":\"loulan\",\"label\":\"%s\"}".formatted(definition);
    byte[] code = archive("definition", bytes(definition));
    byte[] whole = archive("metadata.json", bytes(metadata), "code.tar.gz", code);
    Path file = folder.resolve(definition + ".tar.gz");
    try {
      // In one step, for the packages of several peers are made at the same time.
      Files.createDirectories(folder);
      Path next = Files.write(Files.createTempFile(folder, definition, ".next"), whole);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new FabricProblem(Kind.FILES, file, String.valueOf(e.getMessage()));
    }
    return new ChaincodePackage(file, definition + ":" + sha256(whole));
  }

  /** How a peer reaches the server of a definition: its port and the keys of the two. */
  static String connection(Node peer, int port) {
    Path folder = peer.folder().resolve("chaincode");
    return "{\"address\":\"127.0.0.1:%d\",\"dial_timeout\":\"10s\",\"tls_required\":true,\"client_auth_required\":true,\"client_key\":%s,\"client_cert\":%s,\"root_cert\":%s}\n"
        .formatted(
            port,
            text(folder.resolve("client.key")),
            text(folder.resolve("client.crt")),
            text(folder.resolve("ca/ca.crt")));
  }

  /** Names and contents in turn. */
  private static byte[] archive(Object... namesAndContents) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zipped = new GzipCompressorOutputStream(bytes);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(zipped)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        byte[] content = (byte[]) namesAndContents[i + 1];
        TarArchiveEntry entry = new TarArchiveEntry((String) namesAndContents[i]);
        entry.setSize(content.length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory takes what is written", e);
    }
    return bytes.toByteArray();
  }

  private static String text(Path pem) {
    return "\"" + Pem.read(pem).replace("\n", "\\n") + "\"";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }
}
