package dev.loulan.server.device;

import dev.loulan.contract.Caller;
import dev.loulan.contract.ContractCalls;
import dev.loulan.contract.PartyRole;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.journal.checkpoint.NoteFormatException;
import dev.loulan.journal.checkpoint.VerifierKey;
import dev.loulan.provisioning.Hashes;
import dev.loulan.server.devices.DeviceRegister;
import dev.loulan.server.devices.RegisteredDevice;
import dev.loulan.server.http.Body;
import dev.loulan.server.http.Problem;
import dev.loulan.server.identity.Caller.Device;
import dev.loulan.server.ledger.LedgerDesk;
import dev.loulan.server.wiring.Pipeline;
import dev.loulan.sync.intake.Intake;
import dev.loulan.sync.intake.IntakeException;
import dev.loulan.sync.intake.Segment;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Positions, segments and the journal key of the device that asks. */
@Path("/sync/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DeviceResource {
  private static final int MAX_KEY_BYTES = 4_096;

  private final SecurityIdentity identity;
  private final Intake intake;
  private final Pipeline pipeline;
  private final LedgerDesk ledger;
  private final DeviceRegister devices;

  DeviceResource(
      SecurityIdentity identity,
      Intake intake,
      Pipeline pipeline,
      LedgerDesk ledger,
      DeviceRegister devices) {
    this.identity = identity;
    this.intake = intake;
    this.pipeline = pipeline;
    this.ledger = ledger;
    this.devices = devices;
  }

  @GET
  @Path("position")
  public byte[] position() {
    return intake.position(device().name()).json().canonical();
  }

  @POST
  @Path("segments")
  @Consumes("application/cbor")
  public byte[] segments(byte[] body) {
    String device = device().name();
    try {
      byte[] answer = intake.accept(device, Segment.decode(body)).json().canonical();
      pipeline.wake();
      return answer;
    } catch (IntakeException e) {
      throw SegmentProblem.of(e, intake.position(device));
    }
  }

  /** Registers the journal key on the ledger, once; the contract checks the proof. */
  @PUT
  @Path("journal-key")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] journalKey(byte[] body) {
    Device device = device();
    Fields fields = Body.object(body, MAX_KEY_BYTES);
    RegisteredDevice registered = devices.require(device.name());
    VerifierKey key = key(fields.text("vkey"));
    ledger.submit(
        new Caller(registered.operator(), PartyRole.OPERATOR),
        ContractCalls.registerDevice(
            new JsonObjectBuilder()
                .text("deviceId", device.name())
                .text("shelf", registered.shelf())
                .text("site", registered.site())
                .text("operator", registered.operator())
                .text("currency", registered.currency())
                .text("vkey", key.encode())
                .text("proof", fields.text("proof"))
                .text("certificateSha256", Hashes.fingerprint(device.certificate()))
                .build()));
    try {
      intake.registerKey(device.name(), key);
    } catch (IntakeException e) {
      throw SegmentProblem.of(e, intake.position(device.name()));
    }
    return new JsonObjectBuilder().text("vkey", key.encode()).build().canonical();
  }

  private static VerifierKey key(String vkey) {
    try {
      return VerifierKey.parse(vkey);
    } catch (NoteFormatException e) {
      throw new Problem(400, "BAD_REQUEST", "The journal key is none: " + e.getMessage());
    }
  }

  private Device device() {
    return Callers.device(identity);
  }
}
