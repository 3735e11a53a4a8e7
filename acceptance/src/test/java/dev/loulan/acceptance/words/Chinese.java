package dev.loulan.acceptance.words;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person who reads Chinese may be told: Chinese, and in it names, numbers and codes. */
final class Chinese {
  // Two English words in a row are a sentence's; a path, an option or a code stands alone.
  private static final String ENGLISH = "(?<![\\w./-])[A-Za-z]{2,} [a-z]{2,}(?![\\w./])";

  private Chinese() {}

  /** Fails when there is no Chinese in it, or English beside it. */
  static void assertOnly(String said) {
    // What a person is to type, and what a file says, is as it is.
    String prose = said.replaceAll("\\./loulan [a-z -]*|loulan [a-z ]+(?=：)|“[^”]*”", "");
    assertThat(prose).containsPattern("\\p{IsHan}{2,}").doesNotContainPattern(ENGLISH);
  }
}
