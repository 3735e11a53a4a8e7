package dev.loulan.provisioning;

import java.util.regex.Pattern;

/** What a device may be called: it becomes a certificate's subject, a topic and a path. */
public final class DeviceNames {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private DeviceNames() {}

  public static boolean isValid(String device) {
    return FORM.matcher(device).matches();
  }

  /** Gives the name back, or refuses it. */
  public static String require(String device) {
    if (!isValid(device)) {
      throw new ProvisioningException(
          ErrorCode.BAD_REQUEST,
          "The device name \"%s\" is not allowed: use 1 to 63 of a-z, 0-9, dot, dash and underscore, beginning with a letter or digit."
              .formatted(device));
    }
    return device;
  }
}
