package dev.loulan.server.web;

import dev.loulan.clearing.text.InputException;
import dev.loulan.clearing.text.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a form. How large one may be is the server's limit on requests.
 *
 * @param name as the person's machine calls it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UploadedFile(String name, byte[] bytes) {

  /** The file, or nothing where none was chosen. */
  static Optional<UploadedFile> find(@Nullable FileUpload upload) {
    if (upload == null || upload.fileName().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new UploadedFile(upload.fileName(), Files.readAllBytes(upload.uploadedFile())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The file, which must be there.
   *
   * @param field what the form calls it
   */
  static UploadedFile of(@Nullable FileUpload upload, String field) {
    return find(upload).orElseThrow(() -> InputException.at(Place.of(field), "file.none"));
  }
}
