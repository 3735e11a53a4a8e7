package dev.loulan.agent.identity;

import iaik.pkcs.pkcs11.wrapper.PKCS11Implementation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11Module;

/**
 * A token's library, loaded and initialised. The wrapper's own part in C is unpacked from the
 * program's resources: the wrapper would look for it beside its jar, which a native program does
 * not have.
 */
final class TokenModule extends PKCS11Module {
  private static boolean linked;

  private TokenModule(PKCS11Implementation implementation) {
    super(implementation);
  }

  /**
   * Loads a token's library.
   *
   * @throws IOException when it cannot be loaded, or this processor has no wrapper
   */
  static TokenModule load(Path library) throws IOException, PKCS11Exception {
    link();
    TokenModule module = new TokenModule(new PKCS11Implementation(library.toString()));
    module.initialize();
    return module;
  }

  @SuppressWarnings("restricted") // the agent is started with native access
  private static synchronized void link() throws IOException {
    if (linked) {
      return;
    }
    String resource = "/natives/unix/" + machine() + "/release/libpkcs11wrapper.so";
    Path unpacked = Files.createTempFile("libpkcs11wrapper", ".so");
    try (InputStream wrapper = PKCS11Module.class.getResourceAsStream(resource)) {
      if (wrapper == null) {
        throw new IOException("no PKCS#11 wrapper for this machine, " + machine());
      }
      Files.write(unpacked, wrapper.readAllBytes());
      System.load(unpacked.toString());
    } finally {
      // Once loaded it needs no name any more.
      Files.delete(unpacked);
    }
    PKCS11Implementation.initializeLibrary();
    linked = true;
  }

  private static String machine() {
    String processor = System.getProperty("os.arch");
    return "linux-" + (processor.equals("amd64") ? "x86_64" : processor);
  }
}
