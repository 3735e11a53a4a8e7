package dev.loulan.cli.fabric;

import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Output;
import dev.loulan.fabric.network.NetworkChange;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What changes in a network while it runs. */
final class ChangeWords {
  private ChangeWords() {}

  /** A network of this machine and the organisation that the change is about. */
  abstract static class Change implements Callable<Integer> {
    @Mixin private NetworkOptions options;

    @Parameters(paramLabel = "ORGANISATION", descriptionKey = "fabric.organisation")
    private String organisation;

    @Mixin private Output output;

    /** Does it, and says so. */
    int change(String done, Consumer<NetworkChange> work) {
      NetworkOptions.saying(() -> {
        NetworkChange change = new NetworkChange(options.network(output));
        work.accept(change);
        return change;
      });
      output.done(Messages.text(done, organisation));
      return 0;
    }

    String organisation() {
      return organisation;
    }
  }

  /** An orderer for one more organisation. */
  @Command(name = "add-orderer", mixinStandardHelpOptions = true)
  static final class AddOrderer extends Change {
    @Override
    public Integer call() {
      return change("fabric.ordererAdded", change -> change.addOrderer(organisation()));
    }
  }

  /** One more organisation with peers. */
  @Command(name = "add-org", mixinStandardHelpOptions = true)
  static final class AddOrganisation extends Change {
    @Override
    public Integer call() {
      return change("fabric.organisationAdded", change -> change.addOrganisation(organisation()));
    }
  }

  /** New certificates for an organisation. */
  @Command(name = "renew", mixinStandardHelpOptions = true)
  static final class Renew extends Change {
    @Override
    public Integer call() {
      return change("fabric.renewed", change -> change.renew(organisation()));
    }
  }

  /** The contract of this installation on all peers. */
  @Command(name = "upgrade", mixinStandardHelpOptions = true)
  static final class Upgrade implements Callable<Integer> {
    @Mixin private NetworkOptions options;
    @Mixin private Output output;

    @Override
    public Integer call() {
      NetworkOptions.saying(() -> {
        NetworkChange change = new NetworkChange(options.network(output));
        change.upgrade();
        return change;
      });
      output.done(Messages.text("fabric.upgraded"));
      return 0;
    }
  }
}
