package dev.loulan.cli.server;

import dev.loulan.cli.output.Messages;
import dev.loulan.domain.json.JsonObjectBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins or ends restocking at a shelf. */
@Command(name = "restock", mixinStandardHelpOptions = true)
public final class RestockWord extends ServerWord {
  @Parameters(paramLabel = "DEVICE", descriptionKey = "restock.device")
  private String device;

  @Option(names = "--off", descriptionKey = "restock.off")
  private boolean off;

  @Override
  void with(AdminClient client) {
    client.post(
        "/devices/" + AdminClient.segment(device) + "/restocking",
        new JsonObjectBuilder().flag("on", !off).build());
    output().done(Messages.text(off ? "restock.off.done" : "restock.on.done", device));
  }
}
