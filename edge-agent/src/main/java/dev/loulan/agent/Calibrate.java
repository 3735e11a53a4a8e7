package dev.loulan.agent;

import dev.loulan.agent.session.Input.Calibrate.Act;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.domain.planogram.PlateId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Leads a person through the calibration of a plate of the agent that runs: empty it, put known
 * weights on, put the goods back. Nothing counts before the last word; broken off, by whatever, the
 * plate weighs again as it did before.
 */
final class Calibrate {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
  private static final long PAUSE_MILLIS = 200;

  /** A cell that is read once a minute needs as long for eighteen readings. */
  private static final Duration LONGEST_MEASUREMENT = Duration.ofMinutes(20);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
  private final PageAccess access;
  private final PlateId plate;
  private final BufferedReader person;
  private final PrintStream out;

  Calibrate(PageAccess access, PlateId plate, BufferedReader person, PrintStream out) {
    this.access = access;
    this.plate = plate;
    this.person = person;
    this.out = out;
  }

  /**
   * Leads the person at this terminal.
   *
   * @param weightsMg none to set the zero alone
   * @throws StartException with a sentence for a person; the plate is as it was
   */
  static void lead(AgentSettings settings, PlateId plate, List<Long> weightsMg) {
    PageAccess access;
    try {
      access = PageAccess.read(settings.data());
    } catch (IOException e) {
      throw new StartException(
          StartException.Kind.FAILED, e, StartException.text("calibrate.noAgent", settings.data()));
    }
    Charset terminal = System.out.charset();
    var person = new BufferedReader(new InputStreamReader(System.in, terminal));
    new Calibrate(access, plate, person, System.out).lead(weightsMg);
  }

  void lead(List<Long> weightsMg) {
    act(Act.BEGIN, 0);
    Thread breakOff = Thread.ofPlatform().unstarted(this::cancelQuietly);
    Runtime.getRuntime().addShutdownHook(breakOff);
    boolean done = false;
    try {
      steps(weightsMg);
      done = true;
    } finally {
      Runtime.getRuntime().removeShutdownHook(breakOff);
      if (!done) {
        cancelQuietly();
      }
    }
  }

  private void steps(List<Long> weightsMg) {
    say("calibrate.begin", plate);
    Fields found = measured("calibrate.empty", Act.EMPTY, 0);
    say("calibrate.zero", grams(found.integer("zeroMg")), grams(found.integer("sigmaMg")));
    for (long weight : weightsMg) {
      found = measured("calibrate.put", Act.WEIGHT, weight);
      say(
          "calibrate.gain",
          grams(weight),
          grams(found.integer("readMg") - found.integer("zeroMg")),
          String.format(Locale.ROOT, "%.5f", found.integer("gainPpm") / 1e6),
          String.format(Locale.ROOT, "%.3f", found.integer("gainSigmaPpm") / 1e4));
    }
    say("calibrate.back");
    awaitPerson();
    act(Act.APPLY, 0);
    say("calibrate.done", plate);
  }

  /** Asks until the plate could be measured: a person may do better the next time. */
  private Fields measured(String ask, Act act, long trueMg) {
    while (true) {
      say(ask, grams(trueMg));
      awaitPerson();
      try {
        return act(act, trueMg);
      } catch (StartException e) {
        if (e.exitCode() != StartException.Kind.USAGE.exitCode()) {
          throw e;
        }
        out.println(e.getMessage());
      }
    }
  }

  private void awaitPerson() {
    try {
      if (person.readLine() == null) {
        throw failed("calibrate.brokenOff");
      }
    } catch (IOException e) {
      throw failed("calibrate.brokenOff");
    }
  }

  private void cancelQuietly() {
    try {
      send("POST", query(Act.CANCEL, 0));
    } catch (StartException e) {
      // The agent has gone; it begins with the calibration from before.
    }
  }

  /**
   * Has the agent do it, and waits until it is done.
   *
   * @throws StartException of kind USAGE when the agent measured and refused
   */
  private Fields act(Act act, long trueMg) {
    HttpResponse<String> answer = send("POST", query(act, trueMg));
    long request = fields(answer).integer("request");
    long until = System.nanoTime() + LONGEST_MEASUREMENT.toNanos();
    while (System.nanoTime() < until) {
      Fields now = fields(send("GET", "/calibration?plate=" + plateInUrl()));
      boolean taken = now.integerOrNone("request").orElse(0L) >= request;
      if (taken && !now.text("state").equals("measuring")) {
        return checked(act, now);
      }
      pause();
    }
    throw failed("calibrate.noAnswer", access.address());
  }

  private Fields checked(Act act, Fields now) {
    String refused = now.textOrNone("refused").orElse("");
    if (!refused.isEmpty()) {
      boolean again = act == Act.EMPTY || act == Act.WEIGHT;
      throw new StartException(
          again ? StartException.Kind.USAGE : StartException.Kind.FAILED,
          "calibrate.refused." + refused,
          plate);
    }
    if (!now.text("plate").equals(plate.toString())) {
      throw failed("calibrate.brokenOff");
    }
    return now;
  }

  private String query(Act act, long trueMg) {
    return "/calibration?act="
        + act.name().toLowerCase(Locale.ROOT)
        + "&plate="
        + plateInUrl()
        + (act == Act.WEIGHT ? "&mg=" + trueMg : "");
  }

  private String plateInUrl() {
    return URLEncoder.encode(plate.toString(), StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(String method, String path) {
    URI to = access.address().resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(LONGEST_ANSWER)
            .header("Authorization", access.header())
            .method(method, BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw failed("calibrate.status", access.address(), answer.statusCode());
      }
      return answer;
    } catch (IOException e) {
      throw failed("calibrate.noAnswer", access.address());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("calibrate.brokenOff");
    }
  }

  private static Fields fields(HttpResponse<String> answer) {
    return Fields.of(
        JsonReader.read(answer.body().getBytes(StandardCharsets.UTF_8)), "the agent's answer");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("calibrate.brokenOff");
    }
  }

  private static StartException failed(String key, Object... values) {
    return new StartException(StartException.Kind.FAILED, key, values);
  }

  private void say(String key, Object... values) {
    out.println(StartException.text(key, values));
  }

  private static String grams(long mg) {
    return String.format(Locale.ROOT, "%.2f", mg / 1_000.0);
  }
}
