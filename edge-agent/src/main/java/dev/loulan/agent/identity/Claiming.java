package dev.loulan.agent.identity;

import dev.loulan.domain.text.Sentences;
import dev.loulan.provisioning.ErrorCode;
import dev.loulan.provisioning.ProvisioningException;
import dev.loulan.provisioning.device.DeviceEnrolment;
import dev.loulan.provisioning.device.DeviceIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Gets the device its certificate: from its file, or once with the claim. */
public final class Claiming {
  private final DeviceEnrolment enrolment;
  private final URI server;
  private final String device;

  public Claiming(Path data, URI server, String device) {
    this.enrolment = new DeviceEnrolment(data.resolve("device.pem"), InstantSource.system());
    this.server = server;
    this.device = device;
  }

  /**
   * The identity, enrolling where there is none yet.
   *
   * @param claim the text on the box; empty when the device was claimed before
   * @throws ProvisioningException when there is neither certificate nor claim, or the server
   *     refuses
   */
  public DeviceIdentity identity(Optional<String> claim) {
    Optional<DeviceIdentity> kept = enrolment.load();
    if (kept.isPresent()) {
      return renewed(kept.get());
    }
    String text =
        claim.orElseThrow(() ->
            new ProvisioningException(
                ErrorCode.CLAIM_UNKNOWN, Sentences.beside(Claiming.class).text("claim.missing")));
    return enrolment.claim(server, device, text);
  }

  /** The next certificate when it is time for it and the server answers; else the one in hand. */
  private DeviceIdentity renewed(DeviceIdentity current) {
    try {
      return current.dueForRenewal(InstantSource.system().instant())
          ? enrolment.renew(server, current)
          : current;
    } catch (ProvisioningException e) {
      return current;
    }
  }
}
