package dev.loulan.provisioning;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands on the box: {@code {code}.{fingerprint}}. The code proves the device's right to enrol
 * once; the fingerprint (SHA-256 of the authority's certificate, hex) tells the device which server
 * to trust.
 */
public record ClaimText(String code, String fingerprint) {
  private static final Pattern FORM = Pattern.compile("([0-9A-Z-]{4,40})\\.([0-9a-f]{64})");

  /** Reads the text as a person may type it: spaces around it and lower-case codes are fine. */
  public static ClaimText parse(String text) {
    String trimmed = text.strip();
    int dot = Math.max(trimmed.indexOf('.'), 0);
    trimmed =
        trimmed.substring(0, dot).toUpperCase(Locale.ROOT)
            + trimmed.substring(dot).toLowerCase(Locale.ROOT);
    Matcher matcher = FORM.matcher(trimmed);
    if (!matcher.matches()) {
      throw new ProvisioningException(
          ErrorCode.CLAIM_MALFORMED,
          "This is not a claim: it has the form CODE.FINGERPRINT, as printed by \"device add\".");
    }
    return new ClaimText(matcher.group(1), matcher.group(2));
  }

  @Override
  public String toString() {
    return code + "." + fingerprint;
  }
}
