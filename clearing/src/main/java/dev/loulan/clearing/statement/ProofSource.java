package dev.loulan.clearing.statement;

import dev.loulan.domain.json.Json;
import java.util.List;

/** Where the proofs of a statement come from: the journals of a trial, or the server's intake. */
public interface ProofSource {

  /** The tlog-proof, with the entry's bytes, of an id {@code device:epoch:seq}. */
  String proof(String entryId);

  /** The key of a device's log (C2SP vkey). */
  String vkey(String deviceId);

  /** Terms and signatures of {@code agreementId/version}. */
  Json agreement(String idAndVersion);

  /** The refund or answer about a sale or review as its operator signed it. */
  Json adjustment(String target);

  /** The entries that closed a day of a shelf. */
  List<Bundle.CloseRef> closes(String day, String shelf);
}
