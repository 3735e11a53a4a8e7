package dev.loulan.needs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A PKCS#11 token of SoftHSM2 in a folder of its own.
 *
 * @param configuration what {@code SOFTHSM2_CONF} has to name
 * @param uri the journal's key in it, as the agent's setting takes it
 */
public record SoftToken(Path configuration, String uri) {

  /**
   * Makes an empty one; the test is skipped where SoftHSM2 is not installed.
   *
   * @param folder empty, and the test's own
   */
  public static SoftToken make(Path folder) throws IOException, InterruptedException {
    Path module =
        Stream.of("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst()
            .orElse(Path.of(""));
    Needs.that(module.isAbsolute(), "SoftHSM2 is not installed (Debian: softhsm2)");
    Path pin = Files.writeString(folder.resolve("pin"), "1234\n");
    Path tokens = Files.createDirectories(folder.resolve("tokens"));
    Path configuration =
        Files.writeString(
            folder.resolve("softhsm2.conf"),
            "directories.tokendir = "
                + tokens
                + "\nobjectstore.backend = file\nlog.level = ERROR\n");
    ProcessBuilder init =
        new ProcessBuilder(
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "shelf",
            "--so-pin",
            "12345678",
            "--pin",
            "1234");
    init.environment().put("SOFTHSM2_CONF", configuration.toString());
    Process made = init.redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (made.waitFor() != 0) {
      throw new IOException("SoftHSM2 made no token: " + said);
    }
    return new SoftToken(
        configuration,
        "pkcs11:token=shelf;object=journal?module-path=%s&pin-source=file:%s"
            .formatted(module, pin));
  }
}
