package dev.loulan.cli.server;

import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Table;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.provisioning.SecretFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shelf controllers at the server. */
@Command(
    name = "device",
    mixinStandardHelpOptions = true,
    subcommands = {DeviceWord.Add.class, DeviceWord.ListAll.class, DeviceWord.Revoke.class})
public final class DeviceWord {

  @Command(name = "add", mixinStandardHelpOptions = true)
  static final class Add extends ServerWord {
    @Parameters(paramLabel = "DEVICE", descriptionKey = "device.id")
    private String device;

    @Option(names = "--shelf", required = true, descriptionKey = "device.shelf")
    private String shelf;

    @Option(names = "--site", defaultValue = "site-1", descriptionKey = "device.site")
    private String site;

    @Option(names = "--operator", required = true, descriptionKey = "device.operator")
    private String operator;

    @Option(names = "--zone", defaultValue = "UTC", descriptionKey = "device.zone")
    private String zone;

    @Option(names = "--cutoff", defaultValue = "00:00", descriptionKey = "device.cutoff")
    private String cutoff;

    @Option(names = "--currency", defaultValue = "USD", descriptionKey = "device.currency")
    private String currency;

    @Option(names = "--open-shelf", descriptionKey = "device.openShelf")
    private boolean openShelf;

    @Option(names = "--agent", paramLabel = "FILE", descriptionKey = "device.agent")
    private @Nullable Path agentFile;

    @Option(names = "--operator-key", paramLabel = "FILE", descriptionKey = "device.operatorKey")
    private @Nullable String operatorKey;

    @Option(
        names = "--device-address",
        paramLabel = "URL",
        defaultValue = "https://127.0.0.1:8443",
        descriptionKey = "device.address")
    private String deviceAddress;

    @Override
    void with(AdminClient client) {
      String claim =
          client
              .post(
                  "/devices",
                  registration(device, shelf, site, operator, zone, cutoff, currency, openShelf))
              .text("claim");
      String added = Messages.text("device.added", device, shelf);
      String next = Messages.text("device.claimIs", claim);
      if (agentFile != null) {
        SecretFile.write(agentFile, configuration(claim));
        next = Messages.text("device.agentIn", agentFile);
      }
      output().line(added);
      output().line(next);
      output()
          .result(
              JsonText.object(
                  "done", List.of(added), "warnings", output().warnings(), "claim", claim));
    }

    /** What an agent on this machine needs to begin with. */
    private String configuration(String claim) {
      StringBuilder text = new StringBuilder();
      text.append("loulan.agent.device=").append(device).append('\n');
      text.append("loulan.agent.data=").append("agent\n");
      text.append("loulan.agent.server=").append(deviceAddress).append('\n');
      text.append("loulan.agent.claim=").append(claim).append('\n');
      text.append("loulan.agent.broker=tcp://127.0.0.1:1883\n");
      text.append("loulan.agent.bridge-port=7411\n");
      if (operatorKey != null) {
        String publicKey = KeyFiles.open(operatorKey).key().publicKey().base64();
        text.append("loulan.agent.operator-key=").append(publicKey).append('\n');
      }
      return text.toString();
    }
  }

  @Command(name = "list", mixinStandardHelpOptions = true)
  static final class ListAll extends ServerWord {
    @Override
    void with(AdminClient client) {
      Json devices = client.get("/devices");
      Table table = new Table();
      List<String> done = new ArrayList<>();
      if (devices instanceof Json.Arr(List<Json> items)) {
        for (Json item : items) {
          Fields device = Fields.of(item, "device");
          String id = device.text("deviceId");
          String state = Messages.text("device.state." + device.text("state"));
          String seen =
              device
                  .textOrNone("lastSeen")
                  .map(at -> Messages.text("device.seen", at))
                  .orElse(Messages.text("device.neverSeen"));
          table.row(id, state, device.text("shelf"), seen);
          done.add(id + " " + device.text("state"));
          device.textOrNone("obstacle").ifPresent(output()::warning);
        }
      }
      table.lines().forEach(output()::line);
      output()
          .result(
              JsonText.object("done", done, "warnings", output().warnings(), "devices", devices));
    }
  }

  @Command(name = "revoke", mixinStandardHelpOptions = true)
  static final class Revoke extends ServerWord {
    @Parameters(paramLabel = "DEVICE", descriptionKey = "device.id")
    private String device;

    @Override
    void with(AdminClient client) {
      client.post("/devices/" + AdminClient.segment(device) + "/revoke");
      output().done(Messages.text("device.revoked", device));
    }
  }

  /** What registers a device. */
  public static Json registration(
      String device,
      String shelf,
      String site,
      String operator,
      String zone,
      String cutoff,
      String currency,
      boolean openShelf) {
    return new JsonObjectBuilder()
        .text("deviceId", device)
        .text("shelf", shelf)
        .text("site", site)
        .text("operator", operator)
        .text("zone", zone)
        .text("cutoff", cutoff)
        .text("currency", currency)
        .flag("openShelf", openShelf)
        .build();
  }
}
