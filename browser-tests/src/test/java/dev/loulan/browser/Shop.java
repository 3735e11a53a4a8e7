package dev.loulan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.loulan.domain.json.Fields;
import dev.loulan.domain.json.JsonReader;
import java.nio.file.Path;
import java.util.List;

/** A running server with three parties and one shelf, and a browser to look at it with. */
record Shop(Chromium chromium, ServerProcess server, Consortium consortium, ShelfDevice shelf)
    implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 15_000;

  /** The server looks at days each 15 seconds. */
  private static final long SETTLED_MILLIS = 90_000;

  private static final long PAUSE_MILLIS = 250;

  /** Opens one in an empty folder; skips the test where there is no browser or no server. */
  static Shop open(Path folder) throws Exception {
    Chromium chromium = Chromium.orSkip();
    ServerProcess server = ServerProcess.start(folder);
    Consortium consortium = new Consortium(server);
    consortium.found();
    ShelfDevice shelf =
        ShelfDevice.claim(folder, server.tls(), "shelf-1", consortium.device("shelf-1"));
    return new Shop(chromium, server, consortium, shelf);
  }

  /** A person's browser. */
  BrowserContext context(String language, int width) {
    return chromium
        .browser()
        .newContext(
            new Browser.NewContextOptions().setLocale(language).setViewportSize(width, 900));
  }

  /** The start page of somebody who has just signed in. */
  Page signedIn(BrowserContext context, String account) throws Exception {
    Page page = context.newPage();
    page.navigate(consortium.link(account));
    page.waitForURL(server.plain().resolve("/").toString());
    return page;
  }

  /** Waits until the server, which settles days by itself, owes a party so much in minor units. */
  void awaitDue(String partyId, long minor) throws Exception {
    List<Long> due = List.of();
    for (long tries = SETTLED_MILLIS / PAUSE_MILLIS; tries > 0; tries--) {
      due =
          Fields.of(JsonReader.read(server.get("/balances?currency=CNY")), "balances")
              .objects("balances")
              .stream()
              .filter(balance -> balance.text("partyId").equals(partyId))
              .map(balance -> balance.integer("due"))
              .toList();
      if (due.equals(List.of(minor))) {
        return;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new AssertionError(partyId + " is owed " + due + ", not " + minor);
  }

  static Locator.WaitForOptions patience() {
    return new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS);
  }

  /** Takes the picture; nothing may stick out to the right. */
  static void look(Page page, String name) {
    Object overhang =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
    assertThat(overhang).as(name + ": pixels that stick out to the right").isEqualTo(0);
  }

  @Override
  public void close() {
    chromium.playwright().close();
    shelf.close();
    server.close();
  }
}
