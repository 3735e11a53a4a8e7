package dev.loulan.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.loulan.needs.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine's own browser; closing {@link #playwright} ends it. */
record Chromium(Playwright playwright, Browser browser) {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  static Chromium orSkip() {
    Needs.that(Files.isExecutable(PROGRAM), "Chromium is not installed (apt-get install chromium)");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    .setArgs(List.of("--no-sandbox")));
    return new Chromium(playwright, browser);
  }
}
