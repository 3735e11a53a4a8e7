package dev.loulan.contract.state;

import dev.loulan.contract.ContractCode;
import dev.loulan.contract.ContractException;
import java.util.List;

/**
 * Composite keys: parts joined by a slash. {@link #under} and {@link #end} bound the range of all
 * keys that begin with the same parts.
 */
public final class Key {
  private static final int MAX_ID_LENGTH = 64;
  private static final int INDEX_DIGITS = 16;

  private Key() {}

  public static String of(String... parts) {
    return String.join("/", List.of(parts));
  }

  /** First possible key below these parts. */
  public static String under(String... parts) {
    return of(parts) + "/";
  }

  /** First possible key after everything below these parts; '0' follows '/' in UTF-8. */
  public static String end(String... parts) {
    return of(parts) + "0";
  }

  /** A number such that the order of the texts is the order of the numbers. */
  public static String index(long number) {
    String digits = Long.toString(number);
    if (number < 0 || digits.length() > INDEX_DIGITS) {
      throw new ContractException(ContractCode.MALFORMED, "No index can be " + number);
    }
    return "0".repeat(INDEX_DIGITS - digits.length()) + digits;
  }

  /** Gives back an id that may be part of a key, or refuses it. */
  public static String requireId(String id, String what) {
    boolean sound =
        !id.isEmpty() && id.length() <= MAX_ID_LENGTH && id.chars().allMatch(Key::isIdCharacter);
    if (!sound) {
      throw new ContractException(
          ContractCode.MALFORMED,
          "The " + what + " must be 1 to 64 of A-Z a-z 0-9 . _ -, found '" + id + "'");
    }
    return id;
  }

  private static boolean isIdCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }
}
