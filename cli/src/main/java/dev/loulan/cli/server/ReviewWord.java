package dev.loulan.cli.server;

import dev.loulan.cli.output.Failure;
import dev.loulan.cli.output.JsonText;
import dev.loulan.cli.output.Messages;
import dev.loulan.cli.output.Table;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.provisioning.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sessions that a shelf could not read: the operator decides, under the operator's own key. */
@Command(
    name = "review",
    mixinStandardHelpOptions = true,
    subcommands = {ReviewWord.ListAll.class, ReviewWord.Answer.class})
public final class ReviewWord {

  @Command(name = "list", mixinStandardHelpOptions = true)
  static final class ListAll extends ServerWord {
    @Override
    void with(AdminClient client) {
      Json reviews = client.get("/reviews");
      Table table = new Table();
      List<String> done = new ArrayList<>();
      if (reviews instanceof Json.Arr(List<Json> items)) {
        for (Json item : items) {
          Fields review = Fields.of(item, "review");
          String id = review.text("reviewId");
          String state = review.objectOrNone("answer").isPresent() ? "answered" : "open";
          table.row(
              id, Messages.text("review." + state), review.text("reason"), candidates(review));
          done.add(id + " " + state);
        }
      }
      table.lines().forEach(output()::line);
      output()
          .result(
              JsonText.object("done", done, "warnings", output().warnings(), "reviews", reviews));
    }

    private static String candidates(Fields review) {
      List<String> texts = new ArrayList<>();
      for (Fields candidate : review.objects("candidates")) {
        texts.add(candidate.text("gtin") + " × " + candidate.integer("quantity"));
      }
      return String.join(", ", texts);
    }
  }

  @Command(name = "answer", mixinStandardHelpOptions = true)
  static final class Answer extends ServerWord {
    @Parameters(paramLabel = "REVIEW", descriptionKey = "review.id")
    private String review;

    @Option(
        names = "--key",
        paramLabel = "[ID=]FILE",
        required = true,
        descriptionKey = "review.key")
    private String keyFile;

    @Option(names = "--took", paramLabel = "GTIN[=N]", descriptionKey = "review.took")
    private List<String> took = new ArrayList<>();

    @Option(names = "--nothing", descriptionKey = "review.nothing")
    private boolean nothing;

    @Option(names = "--day", paramLabel = "YYYY-MM-DD", descriptionKey = "review.day")
    private @Nullable String day;

    @Override
    void check() {
      if (nothing == !took.isEmpty()) {
        throw Failure.usage("review.eitherOr");
      }
      took.forEach(Taken::parse);
    }

    @Override
    void with(AdminClient client) {
      KeyFiles signer = KeyFiles.open(keyFile);
      Fields goods =
          Fields.of(client.get("/reviews/" + AdminClient.segment(review) + "/goods"), "goods");
      List<Json> lines = took.stream().map(text -> line(goods, Taken.parse(text))).toList();
      String on = day == null ? goods.text("day") : day;
      client.post("/adjustments", signed(signer, lines, on));
      output().done(Messages.text("review.done", review, lines.size(), on));
    }

    /** A product at the price that held when the session ended. */
    private Json line(Fields goods, Taken taken) {
      for (Fields product : goods.objects("goods")) {
        if (product.text("gtin").equals(taken.gtin())) {
          return new JsonObjectBuilder()
              .text("gtin", taken.gtin())
              .integer("quantity", taken.quantity())
              .integer("unitPrice", product.integer("unitPrice"))
              .text("supplierId", product.text("supplierId"))
              .integer("taxBp", product.integer("taxBp"))
              .build();
        }
      }
      throw Failure.usage("review.notSold", taken.gtin());
    }

    /** The same answer has the same id, so that giving it twice does no harm. */
    private Json signed(KeyFiles signer, List<Json> lines, String on) {
      JsonObjectBuilder adjustment =
          new JsonObjectBuilder()
              .text(
                  "adjustmentId",
                  "review-"
                      + Hashes.sha256Hex(review.getBytes(StandardCharsets.UTF_8)).substring(0, 16))
              .text("kind", "review")
              .text("target", review)
              .text("day", on)
              .array("lines", lines)
              .text("partyId", signer.partyId());
      String signature = signer.key().signAdjustment(adjustment.build().canonical());
      return adjustment.text("signature", signature).build();
    }
  }

  /** What a shopper took, written {@code GTIN} or {@code GTIN=N}. */
  private record Taken(String gtin, long quantity) {
    static Taken parse(String text) {
      int equals = text.indexOf('=');
      try {
        long quantity = equals < 0 ? 1 : Long.parseLong(text.substring(equals + 1), 10);
        String gtin = equals < 0 ? text : text.substring(0, equals);
        if (quantity >= 1 && quantity <= 1_000 && !gtin.isBlank()) {
          return new Taken(gtin.strip(), quantity);
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw Failure.usage("review.badTook", text);
    }
  }
}
